import {
  RadioButton,
  RadioField,
  RadioGroup as AriaRadioGroup,
} from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import { classNames } from '../lib/class-names.ts';
import { only } from '../lib/only.ts';
import { fieldClass, FieldFrame, type FieldProps } from './form-field.tsx';
import type { Option } from './option.tsx';

export type RadioGroupProps<Id extends string> = FieldProps & {
  readonly options: readonly Option<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
  readonly orientation?: 'vertical' | 'horizontal';
  readonly isDisabled?: boolean;
};

/** One of a few choices, all in sight. */
export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>) {
  const { label, isLabelHidden, description, error, isOptional, className, ...rest } = props;
  const { options, value, onChange, orientation = 'vertical', isDisabled = false } = rest;
  return (
    <AriaRadioGroup
      value={value}
      onChange={(id) => {
        const chosen = options.find((option) => option.id === id);
        if (chosen) onChange(chosen.id);
      }}
      orientation={orientation}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      className={classNames(fieldClass, className)}
    >
      <FieldFrame label={label} {...only({ isLabelHidden, description, error, isOptional })}>
        <div
          className={classNames(
            'flex gap-x-4 gap-y-1',
            orientation === 'vertical' ? 'flex-col' : 'flex-wrap',
          )}
        >
          {options.map((option) => (
            <RadioField key={option.id} value={option.id} isDisabled={option.isDisabled ?? false}>
              <RadioButton className="group flex min-h-6 cursor-default items-start gap-2 py-0.5 outline-none data-disabled:opacity-50 pointer-coarse:min-h-10 pointer-coarse:items-center">
                <span className={dotClass} />
                {option.icon && <span className="text-muted [&>svg]:size-4">{option.icon}</span>}
                <span className="min-w-0">
                  <bdi>{option.label}</bdi>
                </span>
              </RadioButton>
              {option.description && (
                <Text slot="description" className="ms-6 block text-small text-faint">
                  <bdi>{option.description}</bdi>
                </Text>
              )}
            </RadioField>
          ))}
        </div>
      </FieldFrame>
    </AriaRadioGroup>
  );
}

const dotClass =
  'mt-0.5 size-4 shrink-0 rounded-full border border-control bg-surface group-data-hovered:border-muted group-data-selected:border-5 group-data-selected:border-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent-ink';
