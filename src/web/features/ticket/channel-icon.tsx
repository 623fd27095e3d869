import { Archive, Braces, ClipboardList, type LucideIcon, Mail, MessageSquare } from 'lucide-react';
import type { ChannelKind } from '#domain/ticket/ticket.ts';
import { useTranslation } from '../../lib/use-translation.tsx';

/** How it came in. */
export function ChannelIcon({ kind }: { readonly kind: ChannelKind }) {
  const t = useTranslation();
  const Icon = icons[kind];
  const label = t(`ticket.channel.${kind}`);
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex shrink-0">
      <Icon aria-hidden className="size-3.5" />
    </span>
  );
}

const icons: Readonly<Record<ChannelKind, LucideIcon>> = {
  email: Mail,
  webchat: MessageSquare,
  api: Braces,
  form: ClipboardList,
  imported: Archive,
};
