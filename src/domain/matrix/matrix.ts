import type { ConflictSign } from '../conflict/sign.ts';
import type { EscalationType, PathStep, ReasonCode } from '../escalation/escalation.ts';
import type { CalendarVersionId, ChannelId, MatrixVersionId, TeamId } from '../kernel/id.ts';
import type { Tier } from '../people/directory.ts';
import type { ChannelKind, Priority } from '../ticket/ticket.ts';

/*
 * The escalation matrix: ordered rules, each a condition and a path. The first rule whose
 * condition holds gives the path; when none does, the fallback does, so nothing matches nothing.
 */

export const customerSegments = ['b2c', 'b2b', 'key_account'] as const;
export type CustomerSegment = (typeof customerSegments)[number];

export const riskFlags = ['fraud', 'legal', 'compliance'] as const;
export type RiskFlag = (typeof riskFlags)[number];

/** Conditions that hold when the ticket's own value is one of `in`. */
export type ListCondition =
  | { readonly kind: 'issue_type'; readonly in: readonly string[] }
  | { readonly kind: 'channel_kind'; readonly in: readonly ChannelKind[] }
  | { readonly kind: 'channel'; readonly in: readonly ChannelId[] }
  | { readonly kind: 'team'; readonly in: readonly TeamId[] }
  | { readonly kind: 'segment'; readonly in: readonly CustomerSegment[] }
  | { readonly kind: 'plan'; readonly in: readonly string[] }
  | { readonly kind: 'priority'; readonly in: readonly Priority[] }
  /** BCP 47; a language without script or region holds for all of them (`zh` for `zh-Hant`). */
  | { readonly kind: 'language'; readonly in: readonly string[] }
  | { readonly kind: 'reason'; readonly in: readonly ReasonCode[] }
  | { readonly kind: 'type'; readonly in: readonly EscalationType[] }
  /** The tier of the team that has the ticket, or its escalation, now. */
  | { readonly kind: 'tier'; readonly in: readonly Tier[] }
  | { readonly kind: 'department'; readonly in: readonly string[] }
  /** Holds when at least one of the ticket's tags is listed. */
  | { readonly kind: 'tag'; readonly in: readonly string[] }
  /** Holds when the customer carries at least one of the flags. */
  | { readonly kind: 'risk'; readonly in: readonly RiskFlag[] }
  /** Holds when at least one of the signs was found in the customer's words. */
  | { readonly kind: 'conflict_sign'; readonly in: readonly ConflictSign[] };

/** A condition without parts. */
export type LeafCondition =
  | ListCondition
  /** The customer's lifetime value, in hundredths of the workspace's currency. */
  | { readonly kind: 'value_at_least'; readonly cents: number }
  /** The conversation's conflict score, 0 (calm) to 100. */
  | { readonly kind: 'conflict_at_least'; readonly score: number }
  | {
      readonly kind: 'hours';
      readonly calendarVersionId: CalendarVersionId;
      readonly is: 'open' | 'closed';
    }
  /**
   * Wall time in `zone`. Weekdays count from Monday = 1 to Sunday = 7; minutes from midnight,
   * `toMinute` excluded. A window that ends at or before its start runs into the next day and
   * belongs to the day it starts on (C29).
   */
  | {
      readonly kind: 'week_time';
      readonly zone: string;
      readonly weekdays: readonly number[];
      readonly fromMinute: number;
      readonly toMinute: number;
    };

/** `all` of nothing always holds, `any` of nothing never does. */
export type Condition =
  | LeafCondition
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

export type MatrixRule = {
  readonly id: string;
  /** Written by the workspace in its own language, shown wherever the rule is named. */
  readonly name: string;
  readonly when: Condition;
  readonly path: readonly PathStep[];
};

/** What a draft holds and a version freezes. */
export type MatrixContent = {
  readonly rules: readonly MatrixRule[];
  /** The path of whatever no rule matches. Required and never empty. */
  readonly fallback: readonly PathStep[];
  /** How often an escalation may be passed on by hand before it goes to a manager (E5). */
  readonly transferLimit: number;
  /** The time box of an escalation in days (E6). */
  readonly closeWithinDays: number;
};

/** A published matrix. Never changed; running escalations keep the version they began with. */
export type MatrixVersion = MatrixContent & {
  readonly id: MatrixVersionId;
  /** Counts up within the workspace. */
  readonly version: number;
};

/** Two transfers: E5. Thirty days: E6. */
export const defaultTransferLimit = 2;
export const defaultCloseWithinDays = 30;
