export { appendEvents, eventChannel } from './append-events.ts';
export type { AutomaticLetter, ChangeListener, TicketChange } from './change-listener.ts';
export { readAggregate } from './load-aggregate.ts';
export { type CommandOutcome, type CommandRequest, contextOf, runCommand } from './run-command.ts';
export { createWriteCore, type WriteCore } from './write-core.ts';
