import { sql } from 'kysely';
import type { ContactId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instant } from '#domain/kernel/instant.ts';
import type { CustomerUpdate } from '#domain/ticket/effect.ts';
import { resolveLanguage } from '#locales/languages.ts';
import { translator } from '#locales/translate.ts';
import { isKnownPerson } from '#server/features/contact/public.ts';
import type {
  AutomaticLetter,
  ChangeListener,
  TicketChange,
  WordLetters,
} from '#server/features/ticket/public.ts';
import { type TemplateValues, wordTemplates } from '#server/features/template/public.ts';
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

/**
 * Words automatic letters in the customer's language, and says which of them would be too much for
 * an address that nobody has proved.
 */
export function createLetterWording(surveyLink: SurveyLink): WordLetters {
  return async (tx, { workspaceId, updates, now }) => {
    if (updates.length === 0) return [];
    const contactIds = updates.map(({ contactId }) => contactId);
    const recipients = await readRecipients(tx, workspaceId, { contactIds, now });
    const recipientOf = ({ contactId }: CustomerUpdate): Recipient => {
      const recipient = recipients.get(contactId);
      if (recipient === undefined) throw new Error('a ticket has no contact');
      return recipient;
    };
    const words = await wordTemplates(
      tx,
      workspaceId,
      updates.map((update) => ({
        event: update.template,
        language: update.language,
        values: {
          ...valuesOf(update, recipientOf(update)),
          surveyUrl:
            update.surveyId === null
              ? null
              : surveyLink({ workspaceId, surveyId: update.surveyId }),
        },
      })),
    );
    return updates.map((update, index) => {
      const said = words[index];
      if (said == null) return null;
      const recipient = recipientOf(update);
      const isHeld = isTooMuch(update, recipient);
      // Those of this batch count too.
      if (!isHeld) {
        const automaticCount = recipient.automaticCount + 1;
        recipients.set(update.contactId, { ...recipient, automaticCount });
      }
      return { subject: said.subject, body: said.body, isHeld };
    });
  };
}

function isTooMuch(update: CustomerUpdate, { isProved, automaticCount }: Recipient): boolean {
  return (
    deliveryKind(update.channelKind) !== null && !isProved && automaticCount >= automaticPerHourMax
  );
}

/** Puts the automatic letters of a change on their tickets, and posts those that may leave. */
export const writeLetters: ChangeListener = async (tx, changes) => {
  const written = changes.flatMap((change) => change.letters.map((each) => write(change, each)));
  await insertMessages(
    tx,
    written.map(({ message }) => message),
  );
  await postAll(
    tx,
    written.flatMap(({ posted }) => posted ?? []),
  );
};

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
  part: { readonly contactIds: readonly ContactId[]; readonly now: Instant },
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
      and c.id = any(${[...part.contactIds]}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.contactId, row]));
}

function valuesOf(
  { language, placeholders }: CustomerUpdate,
  { contactName, workspaceName, timeZone }: Recipient,
): Omit<TemplateValues, 'surveyUrl'> {
  return {
    contactName: contactName ?? someone(language),
    ticketNumber: placeholders.ticketNumber,
    workspaceName,
    nextUpdateBy: placeholders.nextUpdateBy,
    timeZone,
  };
}

/** Stands where a name would be. */
function someone(language: string): string {
  return translator(resolveLanguage(language))('customer.someone');
}

type WrittenLetter = { readonly message: NewMessage; readonly posted: Letter | null };

function write({ workspaceId, now }: TicketChange, letter: AutomaticLetter): WrittenLetter {
  const { messageId, update, isHeld } = letter;
  const { ticketId, channelId, channelKind } = update;
  const kind = deliveryKind(channelKind);
  const mayLeave = kind !== null && !isHeld;
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
      channelId,
      channelKind,
      text: letter.body,
      language: update.language,
      delivery: mayLeave ? 'queued' : isHeld ? 'none' : 'sent',
      createdAt: now,
    },
    posted: mayLeave
      ? {
          workspaceId,
          kind,
          orderKey: `ticket:${ticketId}`,
          ticketId,
          messageId,
          payload: { subject: letter.subject },
          notBefore: now,
          createdAt: now,
        }
      : null,
  };
}
