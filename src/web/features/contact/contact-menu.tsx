import { Download, Ellipsis, Eraser, Merge, Pencil } from 'lucide-react';
import { type Contact, exportContact } from '#contract/contact.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useMay } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuGroup } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';

type ContactMenuProps = {
  readonly contact: Contact;
  readonly onAsk: (what: 'edit' | 'merge' | 'erase') => void;
};

/** What one may do to a customer's record, as the role allows. */
export function ContactMenu({ contact, onAsk }: ContactMenuProps) {
  const t = useTranslation();
  const may = useMay();
  const daily = [
    may('contact.write') && {
      id: 'edit',
      label: t('contact.edit'),
      icon: <Pencil />,
      run: () => onAsk('edit'),
    },
    may('contact.merge') && {
      id: 'merge',
      label: t('contact.merge'),
      icon: <Merge />,
      run: () => onAsk('merge'),
    },
  ].filter((action) => action !== false);
  const rare = may('contact.erase')
    ? [
        {
          id: 'export',
          label: t('contact.export'),
          icon: <Download />,
          run: () => {
            download(contact).catch((error: unknown) =>
              toast({ tone: 'bad', text: problemText(t, error) }),
            );
          },
        },
        {
          id: 'erase',
          label: t('contact.erase'),
          icon: <Eraser />,
          isDanger: true,
          run: () => onAsk('erase'),
        },
      ]
    : [];
  const groups: MenuGroup[] = [{ actions: daily }, { actions: rare }].filter(
    ({ actions }) => actions.length > 0,
  );
  if (groups.length === 0) return null;
  return (
    <Menu
      label={t('contact.more')}
      groups={groups}
      trigger={<IconButton label={t('contact.more')} icon={<Ellipsis />} />}
    />
  );
}

/** Hands the person's data over as a file. */
async function download(contact: Contact): Promise<void> {
  const held = await call(exportContact, { params: { contactId: contact.id } });
  const file = new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' });
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `contact-${contact.id}.json`;
  link.click();
  // The browser has taken the address over by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
