import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../lib/use-translation.tsx';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';
import { ChoiceMenu, type ChoiceMenuProps } from './choice-menu.tsx';

export type ChipChoiceProps = Pick<ChoiceMenuProps, 'label' | 'groups'> & {
  readonly chosen: readonly { readonly id: string; readonly text: string }[];
  /** Never called with an id that is chosen already. */
  readonly onAdd: (id: string) => void;
  readonly onRemove: (id: string) => void;
};

/** Several out of many: what is chosen as chips, and a menu behind "Add", found by typing. */
export function ChipChoice({ label, groups, chosen, onAdd, onRemove }: ChipChoiceProps) {
  const t = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const ids = new Set(chosen.map(({ id }) => id));
  return (
    <div className="flex flex-wrap items-center gap-1">
      {chosen.map(({ id, text }) => (
        <Chip key={id} text={text} onRemove={() => onRemove(id)} />
      ))}
      <ChoiceMenu
        trigger={
          <Button size="small" variant="quiet" icon={<Plus />}>
            {t('common.add')}
          </Button>
        }
        label={label}
        isOpen={isOpen}
        onOpenChange={setOpen}
        onChoose={(id) => !ids.has(id) && onAdd(id)}
        groups={groups.map(({ title, choices }) => ({
          title,
          choices: choices.map((choice) => ({ ...choice, isChosen: ids.has(choice.id) })),
        }))}
      />
    </div>
  );
}
