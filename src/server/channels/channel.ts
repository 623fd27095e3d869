import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Result } from '#domain/kernel/result.ts';
import type { ChannelKind } from '#domain/ticket/ticket.ts';

/**
 * What every way in and out of Belay is: it brings what came to one shape, and what goes out
 * to its own. Neither touches the database nor the network, so both can be tried with plain
 * values; storing, sending and retrying are the caller's.
 *
 * `Raw` is what arrives (bytes of a mail, the body of a webhook), `Outgoing` what the desk
 * wants to say, `Wire` what the channel's sender takes.
 */
export type Channel<Raw, Outgoing, Wire> = {
  readonly kind: ChannelKind;
  /** Never throws for what a sender can cause: it says `unreadable` instead. */
  readonly normalise: (raw: Raw, context: ChannelContext) => Promise<Inbound>;
  readonly render: (message: Outgoing, context: ChannelContext) => Result<Wire>;
};

export type ChannelContext = {
  readonly workspaceId: WorkspaceId;
};

/** Who wrote, as far as the channel can tell. Being named here proves nothing. */
export type InboundSender = {
  /** The address, number or account on this channel; empty when the sender hid it. */
  readonly address: string;
  readonly name: string;
};

export type InboundFile = {
  readonly filename: string;
  readonly mediaType: string;
  readonly size: number;
  /** Names the place in `html` where the file is shown; null for a plain attachment. */
  readonly contentId: string | null;
  readonly content: Uint8Array;
};

export type InboundMessage = {
  readonly kind: 'message';
  /** Unique within the channel: what makes the second delivery of one message a duplicate. */
  readonly externalId: string;
  /** The conversation that the channel proved it belongs to; null opens a ticket. */
  readonly ticketId: TicketId | null;
  readonly sender: InboundSender;
  readonly subject: string;
  /** What was written this time. */
  readonly text: string;
  /** With everything quoted; null when that is the same. */
  readonly fullText: string | null;
  /** Sanitised. */
  readonly html: string | null;
  readonly files: readonly InboundFile[];
  /** BCP 47 tags, likeliest first; the words themselves decide. */
  readonly languageHints: readonly string[];
  /** A machine wrote it: it counts as no customer's turn and is never answered by a machine. */
  readonly isAutomatic: boolean;
  readonly inReplyTo: string | null;
  /** What the sender's clock said. Shown, never used for clocks (C44). */
  readonly claimedAt: Instant | null;
  readonly problems: readonly string[];
};

/** Something came back about what was sent before: it opens nothing. */
export type InboundReport = {
  readonly kind: 'report';
  readonly externalId: string;
  readonly ticketId: TicketId | null;
  readonly report: 'hard_bounce' | 'soft_bounce' | 'delivered' | 'complaint';
  /** The addresses it is about, lower case. */
  readonly addresses: readonly string[];
  /** The id under which our own message went out, when the report tells it. */
  readonly originalId: string | null;
  /** The far side's words, shortened. */
  readonly detail: string;
};

export type Inbound =
  | InboundMessage
  | InboundReport
  /** Not for anybody's eyes: an absence notice, a loop. Kept raw, opens nothing. */
  | {
      readonly kind: 'ignored';
      readonly externalId: string;
      readonly reason: 'auto_reply' | 'loop';
    }
  /** Could not be read. Becomes a ticket with the raw file, under what could be salvaged. */
  | {
      readonly kind: 'unreadable';
      readonly externalId: string;
      readonly reason: string;
      readonly ticketId: TicketId | null;
      readonly sender: InboundSender;
      readonly subject: string;
    };
