import { type Instant, toIso } from '../kernel/instant.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Brief, ReasonCode } from './escalation.ts';
import { isOnlyThanks } from './thanks.ts';

export const briefFields = ['wants', 'tried', 'needed'] as const;
export type BriefField = (typeof briefFields)[number];

/** Which of the required fields hold nothing but space. Empty means that the brief is complete. */
export function missingFromBrief(brief: Brief): readonly BriefField[] {
  return briefFields.filter((field) => brief[field].trim() === '');
}

/*
 * A brief that no person wrote is made of facts, not of prose: each field is a marker such as
 * `@brief/replied?count=2&last=2026-…`, which a page writes out in the reader's language. A
 * customer's own words stay as they are.
 */
export const briefMarkers = ['subject', 'no_reply_yet', 'replied', 'needed'] as const;
export type BriefMarkerCode = (typeof briefMarkers)[number];

export type BriefMarker = {
  readonly code: BriefMarkerCode;
  readonly values: Readonly<Record<string, string>>;
};

const markerPrefix = '@brief/';

export function writeMarker(marker: BriefMarker): string {
  const values = Object.entries(marker.values)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');
  return values === ''
    ? `${markerPrefix}${marker.code}`
    : `${markerPrefix}${marker.code}?${values}`;
}

/** Reads a marker back. Null means that a person wrote the text, and it is shown as it stands. */
export function readMarker(text: string): BriefMarker | null {
  if (!text.startsWith(markerPrefix)) return null;
  const [written = '', query = ''] = text.slice(markerPrefix.length).split('?', 2);
  const code = briefMarkers.find((known) => known === written);
  if (code === undefined) return null;
  const values: Record<string, string> = {};
  for (const pair of query.split('&')) {
    const [key = '', value = ''] = pair.split('=', 2);
    if (key === '') continue;
    try {
      values[decodeURIComponent(key)] = decodeURIComponent(value);
    } catch {
      // A person typed something that only looks like a marker: it is their words after all.
      return null;
    }
  }
  return { code, values };
}

/**
 * The brief of an escalation that a rule or the customer began: what the ticket itself knows.
 * `words` are the customer's own when they asked for somebody higher.
 */
export function generatedBrief(
  ticket: Ticket,
  wish: {
    readonly reason: ReasonCode;
    readonly words: string | null;
    readonly neededBy: Instant | null;
  },
): Brief {
  const wants = wish.words?.trim() ?? '';
  return {
    wants:
      wants === '' ? ticket.subject.trim() || writeMarker({ code: 'subject', values: {} }) : wants,
    tried:
      ticket.lastPublicReplyAt === null
        ? writeMarker({ code: 'no_reply_yet', values: {} })
        : writeMarker({ code: 'replied', values: { last: toIso(ticket.lastPublicReplyAt) } }),
    needed: writeMarker({ code: 'needed', values: { reason: wish.reason } }),
    neededBy: wish.neededBy,
  };
}

/** What a draft is made from: the public conversation and the notes, oldest first. */
export type Conversation = {
  readonly subject: string;
  readonly customerMessages: readonly Spoken[];
  readonly agentReplies: readonly Spoken[];
  readonly notes: readonly Spoken[];
};
export type Spoken = { readonly at: Instant; readonly text: string };

/** Enough to be understood, little enough to be read by somebody in a hurry. */
const draftTextMax = 600;
const draftItemsMax = 3;

/**
 * Drafts a brief for a person to correct: the customer's words since the last reply (their last
 * ones when all is answered, and the first when they only said thanks since), the last replies and notes as what was tried, and of what is needed
 * only a marker of the reason, because nobody can know that from the conversation.
 */
export function draftBrief(
  conversation: Conversation,
  wish: { readonly reason: ReasonCode; readonly neededBy: Instant | null },
): Brief {
  const lastReply = conversation.agentReplies.at(-1);
  const wishes = conversation.customerMessages.filter(({ text }) => !isOnlyThanks(text));
  const unanswered =
    lastReply === undefined ? wishes : wishes.filter((message) => message.at > lastReply.at);
  const isThanked = conversation.customerMessages.length > wishes.length;
  // Who thanked for the last answer still wants what they came for.
  const known = isThanked ? wishes.slice(0, 1) : wishes.slice(-1);
  const asking = unanswered.length > 0 ? unanswered : known;
  const tried = [...conversation.agentReplies, ...conversation.notes]
    .sort((a, b) => a.at - b.at)
    .slice(-draftItemsMax);
  return {
    wants: asking.length === 0 ? conversation.subject.trim() : lastWords(asking),
    tried:
      tried.length === 0
        ? writeMarker({ code: 'no_reply_yet', values: {} })
        : tried.map((item) => `– ${shorten(item.text, draftTextMax / draftItemsMax)}`).join('\n'),
    needed: writeMarker({ code: 'needed', values: { reason: wish.reason } }),
    neededBy: wish.neededBy,
  };
}

function lastWords(messages: readonly Spoken[]): string {
  const last = messages.slice(-draftItemsMax);
  return last.map((message) => shorten(message.text, draftTextMax / last.length)).join('\n');
}

/** Cuts at a code point, never inside one, and joins the lines: a brief is read at a glance. */
function shorten(text: string, max: number): string {
  const oneLine = text.replace(/\s+/gu, ' ').trim();
  const points = Array.from(oneLine.slice(0, max * 2));
  if (points.length <= max && oneLine.length <= max * 2) return oneLine;
  return `${points.slice(0, max - 1).join('')}…`;
}
