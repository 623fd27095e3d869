import type { ReactNode } from 'react';
import { Checkbox } from '../../ui/checkbox.tsx';

type Props<Id extends string> = {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly options: readonly { readonly id: Id; readonly label: ReactNode }[];
  readonly chosen: readonly Id[];
  readonly onChange: (chosen: Id[]) => void;
};

/** Any of a few choices, all in sight, in the order of the options. */
export function ChoiceSet<Id extends string>(props: Props<Id>) {
  const { label, isLabelHidden = false, options, chosen, onChange } = props;
  const toggle = (id: Id, isOn: boolean) =>
    onChange(
      options
        .map((option) => option.id)
        .filter((each) => (each === id ? isOn : chosen.includes(each))),
    );
  return (
    <fieldset className="min-w-0">
      <legend className={isLabelHidden ? 'sr-only' : 'mb-1 text-small font-medium text-muted'}>
        {label}
      </legend>
      <div className="flex flex-wrap gap-x-4">
        {options.map((option) => (
          <Checkbox
            key={option.id}
            label={option.label}
            isSelected={chosen.includes(option.id)}
            onChange={(isOn) => toggle(option.id, isOn)}
          />
        ))}
      </div>
    </fieldset>
  );
}
