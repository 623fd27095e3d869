import { keyboard } from '../../lib/use-shortcut.ts';

export const newTicketShortcut = {
  id: 'ticket.new',
  keys: 'c',
  label: 'inbox.new',
  scope: 'everywhere',
} as const;

/** Opens the form from a button that stands elsewhere. */
export function openNewTicket(): void {
  keyboard
    .list()
    .find(({ id }) => id === newTicketShortcut.id)
    ?.run();
}
