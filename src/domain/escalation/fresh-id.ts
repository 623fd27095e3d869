import type { EscalationId, HopId, NewId } from '../kernel/id.ts';

/** The one place where a fresh id becomes an escalation's. */
export function freshEscalationId(newId: NewId): EscalationId {
  return newId() as EscalationId;
}

/** The one place where a fresh id becomes a hop's. */
export function freshHopId(newId: NewId): HopId {
  return newId() as HopId;
}
