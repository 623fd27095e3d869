export { appendEvents, eventChannel } from './append-events.ts';
export type {
  AutomaticLetter,
  ChangeListener,
  TicketChange,
  WordLetters,
} from './change-listener.ts';
export { type LoadedTicket, readAggregate, readOpenTickets } from './load-aggregate.ts';
export { loadDeclared, loadDirectory } from './load-context.ts';
export {
  type CommandOutcome,
  type CommandRefusal,
  type CommandRequest,
  contextOf,
  runCommand,
  runCommands,
} from './run-command.ts';
export { ticketTimerHandlers } from './fire-timer.ts';
export { createWriteCore, type WriteCore } from './write-core.ts';
export { type Changed, presentChange } from './present-change.ts';
export { agentNamed, receiverName, teamNamed } from './names.ts';
export { presentForeseen } from './present-escalation.ts';
export { replyAddress, sendAgainAddress } from './reply-address.ts';
export { saveAggregates } from './save-aggregate.ts';
export { followCustomers, giveTickets, giveTicketsBack } from './follow-customer.ts';
export { calendarsById } from './known-versions.ts';
export { readWaitingFiles } from './drafts-query.ts';
export { listedTickets } from './list-query.ts';
export { cycleEndedBy, historyConditions, ticketFacts } from './history-conditions.ts';
export { isUnheard } from './unheard.ts';
