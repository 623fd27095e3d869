import { sql } from 'kysely';
import { z } from 'zod';
import { minuteMs, hourMs } from '#domain/kernel/instant.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { Delivery, OutboxHandler, OutboxRow } from '#server/platform/outbox.ts';

/** The kind of the outbox rows that hold mails about people's own accounts. */
export const accountMailKind = 'account_mail';

/** Sends one mail over the server that BELAY_SMTP_URL names. */
export type AccountMailSender = (mail: {
  readonly from: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Record<string, string>;
}) => Promise<
  { readonly ok: true } | { readonly ok: false; readonly retry: boolean; readonly reason: string }
>;

const payload = z.object({
  to: z.object({ name: z.string(), email: z.string() }),
  language: z.string(),
  subject: z.string(),
  text: z.string(),
});

/** A link in it is worthless after a day at most, so that trying longer helps nobody. */
const triesMs = 24 * hourMs;

/**
 * Delivers invitations, resets and notices. Without a mail server they fail at once, in words that
 * say what to set; the desk shows the links of invitations, so that nobody is stuck.
 */
export function createAccountMailHandler(options: {
  readonly send: AccountMailSender | null;
  readonly from: string;
  readonly baseUrl: string;
  readonly now: () => number;
}): OutboxHandler {
  const host = new URL(options.baseUrl).hostname;
  return {
    deliver: async (row): Promise<Delivery> => {
      if (options.send === null) {
        return { outcome: 'failed', reason: 'No mail server is set: give BELAY_SMTP_URL.' };
      }
      const { to, language, subject, text } = payload.parse(row.payload);
      const sent = await options.send({
        from: options.from,
        to: { name: to.name, address: to.email },
        subject,
        text,
        messageId: `<${row.id}@${host}>`,
        // Nothing automatic answers something automatic (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
      });
      if (sent.ok) return { outcome: 'sent' };
      const isLate = options.now() - row.createdAt > triesMs;
      if (!sent.retry || isLate) return { outcome: 'failed', reason: sent.reason };
      const afterMs = Math.min(2 ** row.attempt * minuteMs, 30 * minuteMs);
      return { outcome: 'retry', afterMs, reason: sent.reason };
    },
    settle: async (tx, row, delivery) => {
      if (delivery.outcome !== 'retry') await forgetWords(tx, row);
    },
  };
}

/** The words hold a link that opens an account: once they are done with, they are not kept. */
async function forgetWords(tx: Tx, row: OutboxRow): Promise<void> {
  await sql`
    update outbox
    set payload = payload - 'text'
    where workspace_id = ${row.workspaceId}
      and id = ${row.id}
  `.execute(tx);
}
