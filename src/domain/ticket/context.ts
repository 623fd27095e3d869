import type { CalendarVersionId, NewId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { MatrixVersion } from '../matrix/matrix.ts';
import type { Directory } from '../people/directory.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { PolicyVersion } from '../sla/policy.ts';
import type { Actor, Cause } from './event.ts';

/** What is known of the customer beside the ticket; conditions of policies and matrix read it. */
export type CustomerFacts = {
  readonly segment: 'b2c' | 'b2b' | 'key_account' | null;
  readonly plan: string | null;
  /** Lifetime value in hundredths of the workspace's currency. */
  readonly valueCents: number;
  readonly riskFlags: readonly ('fraud' | 'legal' | 'compliance')[];
  /** The policy the organization's contract names; null means the first that matches. */
  readonly policyId: string | null;
};

/** Everything a decision may read beside the aggregate itself. */
export type DecisionContext = {
  readonly now: Instant;
  readonly newId: NewId;
  readonly actor: Actor;
  readonly cause: Cause | null;
  readonly directory: Directory;
  readonly customer: CustomerFacts;
  /** Published policies in their order of matching, each at its current version. */
  readonly policies: readonly PolicyVersion[];
  /** Versions that running clocks still use besides the current ones, by id. */
  readonly pastPolicies: ReadonlyMap<string, PolicyVersion>;
  readonly calendars: ReadonlyMap<CalendarVersionId, Calendar>;
  /** The published matrix. A running escalation carries its own path and does not read it. */
  readonly matrix: MatrixVersion;
};
