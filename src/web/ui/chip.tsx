import { X } from 'lucide-react';
import { useTranslation } from '../lib/use-translation.tsx';

export type ChipProps = {
  readonly text: string;
  readonly onRemove: () => void;
  readonly isDisabled?: boolean;
};

/** One of several things chosen, with a cross that takes it away. */
export function Chip({ text, onRemove, isDisabled = false }: ChipProps) {
  const t = useTranslation();
  return (
    <span className="inline-flex h-6 max-w-full items-center rounded-small bg-pressed ps-2 text-small">
      <bdi dir="auto" className="truncate">
        {text}
      </bdi>
      <button
        type="button"
        disabled={isDisabled}
        className="flex size-6 shrink-0 items-center justify-center rounded-small text-muted hover:text-ink"
        aria-label={t('common.tag.remove', { name: text })}
        onClick={onRemove}
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
