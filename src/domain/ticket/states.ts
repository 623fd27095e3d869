import type { Ticket, TicketState } from './ticket.ts';

/*
 * new → open → pending | on_hold → open … → solved → closed.
 * Exits: `new` by the first human touch; `pending` and `on_hold` by the customer's reply, by hand
 * or by the pause's limit; `solved` by the customer's reply, by hand or by the auto-close timer.
 * `closed` is the end: what the customer writes afterwards opens a new, linked ticket.
 */
const reachableByHand: Readonly<Record<TicketState, readonly TicketState[]>> = {
  new: ['open', 'pending', 'on_hold', 'solved'],
  open: ['pending', 'on_hold', 'solved'],
  pending: ['open', 'on_hold', 'solved'],
  on_hold: ['open', 'pending', 'solved'],
  solved: ['open', 'closed'],
  closed: [],
};

/** The states a person may choose next, in the order in which they are offered. */
export function nextStates(state: TicketState): readonly TicketState[] {
  return reachableByHand[state];
}

/** Whether nobody waits for anything in the state any more. */
export function isDone(state: TicketState): boolean {
  return state === 'solved' || state === 'closed';
}

/** Whether somebody else than us is waited for. */
export function isPaused(state: TicketState): boolean {
  return state === 'pending' || state === 'on_hold';
}

/** Whether a ticket sends and alarms nothing: history, exercises and spam (C45). */
export function isSilent(ticket: Pick<Ticket, 'isImported' | 'isPractice' | 'isSpam'>): boolean {
  return ticket.isImported || ticket.isPractice || ticket.isSpam;
}

/**
 * Reasons that Belay itself gives for a change of state. Any other text is a person's own words,
 * for instance why a ticket is on hold.
 */
export const stateReasons = [
  'first_touch',
  'customer_replied',
  'reply_recalled',
  'delivery_failed',
  'pause_ended',
  'auto_closed',
  'merged',
] as const;
export type StateReason = (typeof stateReasons)[number];
