import { sql } from 'kysely';
import { instant } from '#domain/kernel/instant.ts';
import type {
  AutomaticLetter,
  ChangeListener,
  TicketChange,
} from '#server/features/ticket/public.ts';
import { wordTemplate } from '#server/features/template/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { post } from '#server/platform/outbox.ts';
import { deliveryKind } from './delivery.ts';
import { insertMessage } from './insert-message.ts';

/** At most so many automatic mails an hour go to an address that nobody has proved (PROMISES). */
const automaticPerHourMax = 3;

/** Makes the address that a customer opens to rate a solved ticket. */
export type SurveyLink = (survey: {
  readonly workspaceId: string;
  readonly surveyId: string;
}) => string;

/**
 * Writes the automatic letters of a change: worded in the customer's language, put on the ticket
 * and posted on its channel. A letter whose message the workspace has switched off, or which would
 * be too much for an unproved address, stays on the ticket as recorded and is not sent.
 */
export function createLetterListener(surveyLink: SurveyLink): ChangeListener {
  return async (tx, change) => {
    for (const letter of change.letters) await writeLetter(tx, change, { letter, surveyLink });
  };
}

async function writeLetter(
  tx: Tx,
  change: TicketChange,
  part: { readonly letter: AutomaticLetter; readonly surveyLink: SurveyLink },
): Promise<void> {
  const { workspaceId, now } = change;
  const { ticket } = change.aggregate;
  const { messageId, update } = part.letter;
  const known = await knownOf(tx, change);
  const words = await wordTemplate(tx, {
    workspaceId,
    event: update.template,
    language: update.language,
    values: {
      contactName: known.contactName,
      ticketNumber: ticket.number,
      workspaceName: known.workspaceName,
      nextUpdateBy: update.placeholders.nextUpdateBy,
      timeZone: known.timeZone,
      surveyUrl:
        update.surveyId === null
          ? null
          : part.surveyLink({ workspaceId, surveyId: update.surveyId }),
    },
  });
  if (words === null) return;
  const kind = deliveryKind(update.channelKind);
  const mayLeave = kind !== null && !(await isTooMuch(tx, change));
  await insertMessage(tx, {
    workspaceId,
    id: messageId,
    ticketId: ticket.id,
    kind: 'public',
    direction: 'out',
    agentId: null,
    contactId: null,
    isAutomatic: true,
    template: update.template,
    channelId: update.channelId,
    channelKind: update.channelKind,
    text: words.body,
    language: update.language,
    delivery: mayLeave ? 'queued' : kind === null ? 'sent' : 'none',
    createdAt: now,
  });
  if (!mayLeave) return;
  await post(tx, {
    workspaceId,
    kind,
    orderKey: `ticket:${ticket.id}`,
    ticketId: ticket.id,
    messageId,
    payload: { subject: words.subject },
    notBefore: now,
    createdAt: now,
  });
}

type Known = {
  readonly contactName: string;
  readonly workspaceName: string;
  readonly timeZone: string;
};

async function knownOf(tx: Tx, change: TicketChange): Promise<Known> {
  const { rows } = await sql<Known>`
    select
      c.name as "contactName",
      w.name as "workspaceName",
      w.time_zone as "timeZone"
    from contact c
    join workspace w on w.id = c.workspace_id
    where c.workspace_id = ${change.workspaceId}
      and c.id = ${change.aggregate.ticket.contactId}
  `.execute(tx);
  const known = rows[0];
  if (known === undefined) throw new Error('a ticket has no contact');
  return known;
}

/** Counts what went out by itself to this contact in the last hour, unless their address is proved. */
async function isTooMuch(tx: Tx, change: TicketChange): Promise<boolean> {
  const since = instant(change.now - 60 * 60 * 1000);
  const { rows } = await sql<{ sent: number; proved: boolean }>`
    select
      (
        select count(*)
        from message m
        join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
        where m.workspace_id = ${change.workspaceId}
          and t.contact_id = ${change.aggregate.ticket.contactId}
          and m.is_automatic
          and m.direction = 'out'
          and m.delivery in ('queued', 'sent')
          and m.created_at > ${at(since)}
      ) as sent,
      exists (
        select
        from contact_identity i
        where i.workspace_id = ${change.workspaceId}
          and i.contact_id = ${change.aggregate.ticket.contactId}
          and i.is_verified
      ) as proved
  `.execute(tx);
  const counted = rows[0];
  return counted !== undefined && !counted.proved && counted.sent >= automaticPerHourMax;
}
