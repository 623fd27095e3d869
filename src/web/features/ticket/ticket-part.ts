import type { TicketPage } from '#contract/ticket-page.ts';
import type { TicketChange } from './use-ticket-change.ts';

/** What each control of the header is given. */
export type TicketPart = {
  readonly ticket: TicketPage['ticket'];
  readonly change: TicketChange;
  readonly isDisabled: boolean;
};
