import type { TrialFacts } from '#contract/matrix.ts';
import type { ReasonCode } from '#domain/escalation/escalation.ts';
import type { CustomerSegment } from '#domain/matrix/matrix.ts';
import type { ChannelKind, Priority } from '#domain/ticket/ticket.ts';
import type { Language } from '#locales/languages.ts';

/** What somebody wants to try, as the form holds it. */
export type TrialWish = {
  /** Local time of this device, as a `datetime-local` field has it. */
  readonly at: string;
  readonly ticketNumber: number | null;
  readonly issueType: string;
  readonly priority: Priority;
  readonly channelKind: ChannelKind;
  readonly teamId: string | null;
  readonly segment: CustomerSegment | null;
  readonly language: Language;
  readonly reason: ReasonCode;
  readonly conflictScore: number;
  /** In whole units of the workspace's currency. */
  readonly value: number;
};

/** An ordinary ticket, now. */
export function newWish(): TrialWish {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return {
    at: local.toISOString().slice(0, 16),
    ticketNumber: null,
    issueType: '',
    priority: 'normal',
    channelKind: 'email',
    teamId: null,
    segment: null,
    language: 'en',
    reason: 'needs_expertise',
    conflictScore: 0,
    value: 0,
  };
}

/** The wish as the API takes it. */
export function askOf(wish: TrialWish): {
  at?: string;
  ticketNumber?: number;
  facts: TrialFacts;
} {
  const { at, ticketNumber, issueType, value, ...facts } = wish;
  const moment = new Date(at);
  return {
    ...(Number.isNaN(moment.getTime()) ? {} : { at: moment.toISOString() }),
    ...(ticketNumber === null ? {} : { ticketNumber }),
    facts: {
      ...facts,
      issueType: issueType.trim() === '' ? null : issueType.trim(),
      valueCents: Math.max(0, Math.round(value * 100)),
      conflictScore: Math.min(100, Math.max(0, facts.conflictScore)),
    },
  };
}
