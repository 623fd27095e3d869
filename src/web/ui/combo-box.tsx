import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Popover } from 'react-aria-components/Popover';
import { classNames } from '../lib/class-names.ts';
import { only } from '../lib/only.ts';
import { foldForSearch } from '../lib/fold.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import {
  boxClass,
  boxedInputClass,
  fieldClass,
  FieldFrame,
  type FieldProps,
} from './form-field.tsx';
import { type Option, OptionList, popoverClass } from './option.tsx';

export type ComboBoxProps<Id extends string> = FieldProps & {
  readonly options: readonly Option<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id | null) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** What is typed, for choices that the server searches; `options` are then shown as they come. */
  readonly onSearch?: (text: string) => void;
};

/** One of many choices, found by typing. Marks do not matter: "quang" finds "Quảng". */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const { label, isLabelHidden, description, error, isOptional, className, ...rest } = props;
  const { options, value, onChange, placeholder, isDisabled = false, onSearch } = rest;
  const t = useTranslation();
  return (
    <AriaComboBox
      value={value}
      onChange={(id) => onChange(options.find((option) => option.id === id)?.id ?? null)}
      defaultItems={options}
      {...(onSearch && { items: options, onInputChange: onSearch })}
      defaultFilter={onSearch ? () => true : matches}
      allowsEmptyCollection
      menuTrigger="focus"
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      className={classNames(fieldClass, className)}
    >
      <FieldFrame label={label} {...only({ isLabelHidden, description, error, isOptional })}>
        <Group className={classNames(boxClass, 'pe-1')}>
          <Input
            dir="auto"
            placeholder={placeholder ?? t('common.choose')}
            className={boxedInputClass}
          />
          <Button className="flex size-6 shrink-0 items-center justify-center rounded-small text-faint">
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        </Group>
        <Popover className={classNames(popoverClass, 'w-(--trigger-width) min-w-56')} offset={4}>
          <OptionList options={options} empty={t('common.noResults')} />
        </Popover>
      </FieldFrame>
    </AriaComboBox>
  );
}

function matches(label: string, typed: string): boolean {
  return foldForSearch(label).includes(foldForSearch(typed));
}
