import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

type Props = {
  /** What is moved, read aloud. */
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (by: number) => void;
};

/** Reorders without dragging: one place up or down. */
export function MoveButtons({ name, index, count, onMove }: Props) {
  const t = useTranslation();
  return (
    <span className="flex shrink-0">
      <IconButton
        size="small"
        label={t('settings.moveUp', { name })}
        icon={<ArrowUp />}
        isDisabled={index === 0}
        onPress={() => onMove(-1)}
      />
      <IconButton
        size="small"
        label={t('settings.moveDown', { name })}
        icon={<ArrowDown />}
        isDisabled={index === count - 1}
        onPress={() => onMove(1)}
      />
    </span>
  );
}
