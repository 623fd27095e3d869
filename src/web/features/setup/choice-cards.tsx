import type { ReactNode } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';

export type CardChoice<Id extends string> = {
  readonly id: Id;
  readonly title: string;
  readonly hint: string;
  readonly icon: ReactNode;
};

export type ChoiceCardsProps<Id extends string> = {
  readonly label: string;
  readonly choices: readonly CardChoice<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
};

/** One of a few weighty choices, each with a sentence on what it leads to. */
export function ChoiceCards<Id extends string>(props: ChoiceCardsProps<Id>) {
  const { label, choices, value, onChange } = props;
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onChange={(id) => {
        const chosen = choices.find((choice) => choice.id === id);
        if (chosen) onChange(chosen.id);
      }}
      className="flex flex-col gap-2"
    >
      {choices.map((choice) => (
        <RadioField key={choice.id} value={choice.id}>
          <RadioButton className="group flex cursor-default items-start gap-3 rounded-card border border-line-strong p-3 outline-none data-focus-visible:outline-2 data-focus-visible:outline-accent-ink data-hovered:bg-hover data-selected:border-accent-ink data-selected:bg-selected">
            <span className="flex size-9 shrink-0 items-center justify-center rounded-control bg-sunken text-muted group-data-selected:bg-accent group-data-selected:text-on-accent [&>svg]:size-5">
              {choice.icon}
            </span>
            <span className="flex min-w-0 flex-col">
              <span className="text-read font-medium">{choice.title}</span>
              <span className="text-pretty text-muted">{choice.hint}</span>
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
