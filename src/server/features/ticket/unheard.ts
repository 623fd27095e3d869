import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a message never reached the customer: it was taken back, or it is a mail that failed. What
 * stands in a chat was said there, although its copy by mail may have failed.
 */
export function isUnheard(message: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${message}.${name}`);
  return sql`(
    ${column('delivery')} = 'recalled'
    or ${column('delivery')} = 'failed' and ${column('channel_kind')} in ('email', 'form')
  )`;
}
