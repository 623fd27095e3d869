import type { MailNature } from './classify.ts';
import type { PoisonReason } from './limits.ts';

export type MailAddress = {
  /** NFC, one line; empty when the sender gave none. */
  readonly name: string;
  /** As written, trimmed; the host in lower case. */
  readonly address: string;
};

export type MailAttachment = {
  /** Safe to offer as a download name: no path, no control characters, at most 150 characters. */
  readonly filename: string;
  /** Lower case, as claimed by the sender. Never to be trusted for showing inline. */
  readonly mediaType: string;
  readonly size: number;
  /** Without angle brackets. */
  readonly contentId: string | null;
  /** Whether the HTML shows it (`cid:`); such images are not listed as attachments. */
  readonly isInline: boolean;
  readonly content: Uint8Array;
};

/** One mail, fully read. Everything in it was claimed by whoever sent it. */
export type ParsedMail = {
  /** Without angle brackets, or null when the mail has none that is usable. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly from: MailAddress | null;
  /** The From field as it reads, for showing when it holds no usable address. */
  readonly fromText: string;
  readonly sender: MailAddress | null;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Envelope recipients that the receiving server noted: Delivered-To, X-Original-To and the like. */
  readonly deliveredTo: readonly string[];
  /** NFC, a single line; empty when there is none. */
  readonly subject: string;
  /** What the sender's clock said, in ms since the epoch. Kept, never used for clocks (C44). */
  readonly claimedAt: number | null;
  /** The whole text. From the HTML when the mail has no text of its own. */
  readonly text: string;
  /** What the sender wrote this time: without quoted mail and signature. Never empty when `text` is not. */
  readonly strippedText: string;
  /** Sanitised. Inline images carry `data-cid`, remote ones `data-src`; see `sanitise.ts`. */
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  /** Selected fields by lower-case name, each value decoded to one line. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly autoSubmitted: string | null;
  /** BCP 47 tags that headers, HTML or charset suggest, likeliest first. */
  readonly languageHints: readonly string[];
  readonly nature: MailNature;
  /** What was wrong with the mail, in stable words for the log and for tests. */
  readonly problems: readonly string[];
};

/** What can be had from a mail that could not be parsed, so that it still becomes a ticket. */
export type SalvagedMail = {
  readonly messageId: string | null;
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly deliveredTo: readonly string[];
  readonly subject: string;
};

export type ParseOutcome =
  | { readonly ok: true; readonly mail: ParsedMail }
  | { readonly ok: false; readonly reason: PoisonReason; readonly salvaged: SalvagedMail };
