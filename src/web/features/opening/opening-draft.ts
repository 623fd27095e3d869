import type { z } from 'zod';
import type { ContactRow } from '#contract/contact.ts';
import type { createTicket } from '#contract/ticket.ts';
import { priorities, type Priority } from '#domain/ticket/ticket.ts';

export const beginnings = ['public', 'said', 'note'] as const;
export type Beginning = (typeof beginnings)[number];

/** Answered by telephone or in person: no channel carries anything. */
export const noChannel = 'none';

/** What is in the form. Null follows what Belay suggests. */
export type OpeningDraft = {
  readonly contact: Pick<ContactRow, 'id' | 'name' | 'email'> | null;
  readonly isNewContact: boolean;
  readonly name: string;
  /** E-mail or telephone of a new customer. */
  readonly reach: string;
  readonly subject: string;
  readonly channelId: string | null;
  readonly priority: Priority;
  readonly teamId: string | null;
  readonly ownerId: string | null;
  readonly begin: Beginning;
  readonly text: string;
};

export const emptyOpening: OpeningDraft = {
  contact: null,
  isNewContact: false,
  name: '',
  reach: '',
  subject: '',
  channelId: null,
  priority: 'normal',
  teamId: null,
  ownerId: null,
  begin: 'public',
  text: '',
};

export type OpeningField = 'contact' | 'name' | 'reach' | 'subject' | 'channel' | 'text';
/** What is missing, by field; the words for it are the form's. */
export type OpeningFaults = ReadonlySet<OpeningField>;

/** What an entry of the one field for reaching somebody is; null when it is neither. */
export function reachKind(reach: string): 'email' | 'phone' | null {
  const text = reach.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return 'email';
  return /^\+?[\d\s()./-]{3,40}$/.test(text) && /\d{3}/.test(text.replace(/\D/g, ''))
    ? 'phone'
    : null;
}

/** Whether mail can reach whom the draft names; true while nobody is named. */
export function hasEmail({ contact, isNewContact, reach }: OpeningDraft): boolean {
  if (isNewContact) return reachKind(reach) !== 'phone';
  return contact === null || contact.email !== null;
}

/** What keeps the draft from being sent. `channelId` is the chosen or the suggested one. */
export function faultsOf(draft: OpeningDraft, channelId: string): OpeningFaults {
  const faults = new Set<OpeningField>();
  if (!draft.isNewContact && draft.contact === null) faults.add('contact');
  if (draft.isNewContact && draft.name.trim() === '') faults.add('name');
  if (draft.isNewContact && reachKind(draft.reach) === null) faults.add('reach');
  if (draft.subject.trim() === '') faults.add('subject');
  if (draft.begin === 'public' && channelId === noChannel) faults.add('channel');
  if (draft.text.trim() === '') faults.add('text');
  return faults;
}

/** The draft as the API takes it; null while somebody has yet to be named. */
export function bodyOf(
  draft: OpeningDraft,
  channelId: string,
): z.input<typeof createTicket.schema.body> | null {
  const contact = contactOf(draft);
  if (contact === null) return null;
  const text = draft.text.trim();
  return {
    contact,
    subject: draft.subject.trim(),
    priority: draft.priority,
    teamId: draft.teamId,
    ownerId: draft.ownerId,
    ...(channelId !== noChannel && { channelId }),
    ...(draft.begin === 'said' ? { text } : { firstMessage: { kind: draft.begin, text } }),
  };
}

function contactOf(draft: OpeningDraft) {
  if (!draft.isNewContact) return draft.contact === null ? null : { id: draft.contact.id };
  const name = draft.name.trim();
  const reach = draft.reach.trim();
  return reachKind(reach) === 'email' ? { email: reach, name } : { phone: reach, name };
}

/** Whether what this device kept is a draft of this form. */
export function isOpeningDraft(value: unknown): value is OpeningDraft {
  if (typeof value !== 'object' || value === null) return false;
  const kept = new Map(Object.entries(value));
  const priority: unknown = kept.get('priority');
  const begin: unknown = kept.get('begin');
  return (
    Object.keys(emptyOpening).every((key) => kept.has(key)) &&
    priorities.some((each) => each === priority) &&
    beginnings.some((each) => each === begin)
  );
}
