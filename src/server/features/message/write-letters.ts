import { sql } from 'kysely';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instant } from '#domain/kernel/instant.ts';
import { resolveLanguage } from '#locales/languages.ts';
import { translator } from '#locales/translate.ts';
import { isKnownPerson } from '#server/features/contact/public.ts';
import type {
  AutomaticLetter,
  ChangeListener,
  TicketChange,
} from '#server/features/ticket/public.ts';
import { type Wanted, type Words, wordTemplates } from '#server/features/template/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { type Letter, postAll } from '#server/platform/outbox.ts';
import { deliveryKind } from './delivery.ts';
import { insertMessages, type NewMessage } from './insert-message.ts';

/** At most so many automatic mails an hour go to an address that nobody has proved (PROMISES). */
const automaticPerHourMax = 3;

/** Makes the address that a customer opens to rate a solved ticket. */
export type SurveyLink = (survey: {
  readonly workspaceId: string;
  readonly surveyId: string;
}) => string;

type Due = { readonly change: TicketChange; readonly letter: AutomaticLetter };

/**
 * Writes the automatic letters of a change: worded in the customer's language, put on the ticket
 * and posted on its channel. A letter whose message the workspace has switched off, or which would
 * be too much for an unproved address, stays on the ticket as recorded and is not sent.
 */
export function createLetterListener(surveyLink: SurveyLink): ChangeListener {
  return async (tx, changes) => {
    const due = changes.flatMap((change) => change.letters.map((letter) => ({ change, letter })));
    const [first] = due;
    if (first === undefined) return;
    const { workspaceId, now } = first.change;
    const recipients = await readRecipients(tx, workspaceId, { due, now });
    const words = await wordTemplates(
      tx,
      workspaceId,
      due.map((each) => wantedOf(each, recipients, surveyLink)),
    );
    const written = due.flatMap((each, index) => {
      const said = words[index];
      return said == null ? [] : write(each, said, recipients);
    });
    await insertMessages(
      tx,
      written.map(({ message }) => message),
    );
    await postAll(
      tx,
      written.flatMap(({ posted }) => posted ?? []),
    );
  };
}

type Recipient = {
  readonly contactId: string;
  /** Null while nothing but their own words says who they are. */
  readonly contactName: string | null;
  readonly workspaceName: string;
  readonly timeZone: string;
  /** Somebody has shown that the address which mail goes to is really theirs. */
  readonly isProved: boolean;
  /** What went out by itself to them in the last hour. */
  readonly automaticCount: number;
};

/** Everybody who is written to, by contact. */
async function readRecipients(
  tx: Tx,
  workspaceId: WorkspaceId,
  part: { readonly due: readonly Due[]; readonly now: Instant },
): Promise<Map<string, Recipient>> {
  const since = instant(part.now - 60 * 60 * 1000);
  const { rows } = await sql<Recipient>`
    select
      c.id as "contactId",
      case when ${isKnownPerson('c')} then c.name end as "contactName",
      w.name as "workspaceName",
      w.time_zone as "timeZone",
      coalesce(
        (
          -- Another identity that was proved says nothing of the one that the mail goes to, which
          -- is whichever of their addresses the customer wrote from last.
          select bool_and(i.is_verified)
          from contact_identity i
          where i.workspace_id = c.workspace_id
            and i.contact_id = c.id
            and i.kind = 'email'
        ),
        false
      ) as "isProved",
      (
        select count(*)::integer
        from ticket t
        join message m on m.workspace_id = t.workspace_id and m.ticket_id = t.id
        where t.workspace_id = c.workspace_id
          and t.contact_id = c.id
          and m.is_automatic
          and m.direction = 'out'
          and m.delivery in ('queued', 'sent')
          and m.created_at > ${at(since)}
      ) as "automaticCount"
    from contact c
    join workspace w on w.id = c.workspace_id
    where c.workspace_id = ${workspaceId}
      and c.id = any(${part.due.map(({ change }) => change.aggregate.ticket.contactId)}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.contactId, row]));
}

function recipientOf(due: Due, recipients: ReadonlyMap<string, Recipient>): Recipient {
  const recipient = recipients.get(due.change.aggregate.ticket.contactId);
  if (recipient === undefined) throw new Error('a ticket has no contact');
  return recipient;
}

function wantedOf(
  due: Due,
  recipients: ReadonlyMap<string, Recipient>,
  surveyLink: SurveyLink,
): Wanted {
  const { workspaceId, aggregate } = due.change;
  const { template, language, placeholders, surveyId } = due.letter.update;
  const { contactName, workspaceName, timeZone } = recipientOf(due, recipients);
  return {
    event: template,
    language,
    values: {
      contactName: contactName ?? someone(language),
      ticketNumber: aggregate.ticket.number,
      workspaceName,
      nextUpdateBy: placeholders.nextUpdateBy,
      timeZone,
      surveyUrl: surveyId === null ? null : surveyLink({ workspaceId, surveyId }),
    },
  };
}

/** Stands where a name would be. */
function someone(language: string): string {
  return translator(resolveLanguage(language))('customer.someone');
}

type WrittenLetter = { readonly message: NewMessage; readonly posted: Letter | null };

/** Makes the rows of one letter, and counts it as sent to its recipient. */
function write(due: Due, words: Words, recipients: Map<string, Recipient>): WrittenLetter {
  const { workspaceId, now } = due.change;
  const { messageId, update } = due.letter;
  const ticketId = due.change.aggregate.ticket.id;
  const recipient = recipientOf(due, recipients);
  const kind = deliveryKind(update.channelKind);
  const isTooMuch = !recipient.isProved && recipient.automaticCount >= automaticPerHourMax;
  const mayLeave = kind !== null && !isTooMuch;
  const delivery = mayLeave ? 'queued' : kind === null ? 'sent' : 'none';
  if (delivery !== 'none') {
    const automaticCount = recipient.automaticCount + 1;
    recipients.set(recipient.contactId, { ...recipient, automaticCount });
  }
  return {
    message: {
      workspaceId,
      id: messageId,
      ticketId,
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
      delivery,
      createdAt: now,
    },
    posted: mayLeave
      ? {
          workspaceId,
          kind,
          orderKey: `ticket:${ticketId}`,
          ticketId,
          messageId,
          payload: { subject: words.subject },
          notBefore: now,
          createdAt: now,
        }
      : null,
  };
}
