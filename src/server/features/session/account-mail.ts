import { sql } from 'kysely';
import type { OutboxHandler } from '#server/platform/outbox.ts';

/**
 * What follows the delivery of a mail about somebody's account: its words hold a link that opens
 * the account, so once it left, or was given up, they are not kept.
 */
export const settleAccountMail: NonNullable<OutboxHandler['settle']> = async (
  tx,
  row,
  delivery,
) => {
  if (delivery.outcome === 'retry') return;
  await sql`
    update outbox
    set payload = payload - 'text'
    where workspace_id = ${row.workspaceId}
      and id = ${row.id}
  `.execute(tx);
};
