import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { classNames } from '../lib/class-names.ts';
import { only } from '../lib/only.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { controlClass, fieldClass, FieldFrame, type FieldProps } from './form-field.tsx';
import { type Option, OptionList, popoverClass } from './option.tsx';

export type SelectProps<Id extends string> = FieldProps & {
  readonly options: readonly Option<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly name?: string;
};

/** One of a few known choices. For more than a dozen use a ComboBox, which can be searched. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, isLabelHidden, description, error, isOptional, className, ...rest } = props;
  const { options, value, onChange, placeholder, isDisabled = false, name } = rest;
  const t = useTranslation();
  return (
    <AriaSelect
      value={value}
      onChange={(id) => {
        const chosen = options.find((option) => option.id === id);
        if (chosen) onChange(chosen.id);
      }}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      placeholder={placeholder ?? t('common.choose')}
      // The button shows the focus; a ring around the whole field too would be one too many.
      className={classNames(fieldClass, 'outline-none', className)}
      {...(name !== undefined && { name })}
    >
      <FieldFrame label={label} {...only({ isLabelHidden, description, error, isOptional })}>
        <Button className={classNames(controlClass, 'flex items-center gap-2 text-start')}>
          <SelectValue className="flex min-w-0 grow items-center gap-2 truncate data-placeholder:text-faint [&_[data-description]]:hidden [&_svg.lucide-check]:hidden" />
          <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
        </Button>
        <Popover className={classNames(popoverClass, 'min-w-(--trigger-width)')} offset={4}>
          <OptionList options={options} empty={t('common.noResults')} />
        </Popover>
      </FieldFrame>
    </AriaSelect>
  );
}
