import { useId, useState } from 'react';
import { foldForSearch } from '../../../lib/fold.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { TextField } from '../../../ui/text-field.tsx';

export type Choice<Id extends string> = { readonly id: Id; readonly label: string };

type Props<Id extends string> = {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: readonly Id[];
  readonly onChange: (chosen: readonly Id[]) => void;
  readonly isDisabled?: boolean;
};

/** More than this are found by typing rather than by looking. */
const searchFrom = 12;

/** Several of a known list, all in sight; a box to search in stands above a long one. */
export function ChoiceList<Id extends string>(props: Props<Id>) {
  const { label, choices, chosen, onChange, isDisabled = false } = props;
  const t = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const shown = choices.filter((choice) =>
    foldForSearch(choice.label).includes(foldForSearch(typed)),
  );
  const toggle = (choice: Id, isOn: boolean) =>
    onChange(isOn ? [...chosen, choice] : chosen.filter((each) => each !== choice));
  return (
    <div role="group" aria-labelledby={id} className="flex min-w-0 flex-col gap-1">
      <span id={id} className="text-small font-medium text-muted">
        {label}
      </span>
      {choices.length > searchFrom && (
        <TextField
          label={t('common.search')}
          isLabelHidden
          placeholder={t('common.search')}
          value={typed}
          onChange={setTyped}
        />
      )}
      <div className="max-h-56 overflow-y-auto rounded-control border border-line px-2 py-1">
        {shown.map((choice) => (
          <Checkbox
            key={choice.id}
            label={<bdi>{choice.label}</bdi>}
            isSelected={chosen.includes(choice.id)}
            isDisabled={isDisabled}
            onChange={(isOn) => toggle(choice.id, isOn)}
          />
        ))}
        {shown.length === 0 && <p className="py-1 text-faint">{t('common.noResults')}</p>}
      </div>
    </div>
  );
}
