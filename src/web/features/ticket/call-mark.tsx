import { Phone, PhoneMissed } from 'lucide-react';
import type { Message } from '#contract/message.ts';
import { useTranslation } from '../../lib/use-translation.tsx';

/** That somebody called, and whether anybody answered. */
export function CallMark({ outcome }: { readonly outcome: NonNullable<Message['call']> }) {
  const t = useTranslation();
  const Icon = outcome === 'answered' ? Phone : PhoneMissed;
  return (
    <span className="inline-flex items-center gap-1">
      <Icon aria-hidden className="size-3.5 self-center" />
      {t(`ticket.call.mark.${outcome}`)}
    </span>
  );
}
