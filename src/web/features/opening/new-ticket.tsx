import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCommands } from '../../lib/command.ts';
import { useMay } from '../../lib/session.ts';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { newTicketShortcut } from './new-ticket-shortcut.ts';

const NewTicketSheet = lazy(async () => ({
  default: (await import('./new-ticket-sheet.tsx')).NewTicketSheet,
}));

/** Opening a ticket by hand, from anywhere in the desk: a key, a command, and the form they open. */
export function NewTicket() {
  const may = useMay();
  return may('ticket.create') ? <Offered /> : null;
}

function Offered() {
  const t = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const keys = useBinding(newTicketShortcut.id, newTicketShortcut.keys);
  const open = () => setOpen(true);
  useShortcut(newTicketShortcut, open);
  useCommands([
    { id: newTicketShortcut.id, title: t('inbox.new'), icon: <Plus />, keys, run: open },
  ]);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <NewTicketSheet onClose={() => setOpen(false)} />
    </Suspense>
  );
}
