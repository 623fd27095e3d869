import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { quoted, quotedColumns } from './catalogue.ts';

type Columns = {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
};

export type CopiedOut = {
  /** The rows as text, cut anywhere. Read them to the end. */
  readonly chunks: AsyncIterable<Buffer>;
  /** How many there were; to be asked afterwards. */
  readonly countRows: () => Promise<number>;
};

/** Reads a whole table by COPY. The client does nothing else meanwhile. */
export function copyOut(client: pg.Client, table: Columns): CopiedOut {
  const copy = client.query(
    copyTo(`copy ${quoted(table)} (${quotedColumns(table.columns)}) to stdout`),
  );
  return {
    chunks: copy,
    countRows: async () => {
      // The count comes after the last row, in a packet of its own; an answer to this comes later.
      await client.query('select');
      return copy.rowCount;
    },
  };
}
