import { createHash } from 'node:crypto';

const textsMax = 4_000;
const namesMax = 1_000;

/**
 * Names the statements that come back, so that PostgreSQL parses and plans each once per
 * connection (this recovers what Kysely costs: 0.95–1.08 of bare pg). A text seen for the
 * first time gets no name, and no more than a thousand get one: a query whose text varies
 * with its arguments must not fill the server's memory.
 */
export function createStatementNames(): {
  nameOf(text: string): string | undefined;
  /** Gives new names to all, after PostgreSQL refused a plan made before a migration. */
  renew(): void;
} {
  let generation = 0;
  let namesCount = 0;
  const names = new Map<string, string | undefined>();
  return {
    nameOf(text) {
      const name = names.get(text);
      if (name !== undefined) return name;
      if (!names.has(text)) {
        if (names.size < textsMax) names.set(text, undefined);
        return undefined;
      }
      if (namesCount >= namesMax) return undefined;
      namesCount += 1;
      const made = `b${generation}_${createHash('sha1').update(text).digest('base64url')}`;
      names.set(text, made);
      return made;
    },
    renew() {
      generation += 1;
      namesCount = 0;
      names.clear();
    },
  };
}
