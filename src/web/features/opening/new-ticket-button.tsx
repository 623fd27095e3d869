import { Plus } from 'lucide-react';
import { useMay } from '../../lib/session.ts';
import { useBinding } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { newTicketShortcut, openNewTicket } from './new-ticket-shortcut.ts';

export function NewTicketButton() {
  const t = useTranslation();
  const may = useMay();
  const keys = useBinding(newTicketShortcut.id, newTicketShortcut.keys);
  if (!may('ticket.create')) return null;
  return <IconButton label={t('inbox.new')} keys={keys} icon={<Plus />} onPress={openNewTicket} />;
}
