import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { FieldError } from 'react-aria-components/FieldError';
import { Text } from 'react-aria-components/Text';
import { classNames } from '../lib/class-names.ts';

export type CheckboxProps = {
  /** Say what it does; with `isLabelHidden` it is read aloud only. */
  readonly label: ReactNode;
  readonly isLabelHidden?: boolean;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  /** Some of what it stands for is selected. */
  readonly isIndeterminate?: boolean;
  readonly isDisabled?: boolean;
  readonly description?: ReactNode;
  readonly error?: string | null;
  readonly className?: string;
};

export function Checkbox(props: CheckboxProps) {
  const { label, isLabelHidden = false, isIndeterminate = false, description, error } = props;
  return (
    <CheckboxField
      isSelected={props.isSelected}
      onChange={props.onChange}
      isIndeterminate={isIndeterminate}
      isDisabled={props.isDisabled ?? false}
      isInvalid={Boolean(error)}
      className={classNames('flex flex-col', props.className)}
    >
      <CheckboxButton className="group flex min-h-6 cursor-default items-start gap-2 py-0.5 text-body outline-none data-disabled:opacity-50 pointer-coarse:min-h-10 pointer-coarse:items-center">
        {({ isSelected }) => (
          <>
            <span className={boxClass}>
              {isIndeterminate ? (
                <Minus aria-hidden className="size-3" strokeWidth={3} />
              ) : (
                <Check
                  aria-hidden
                  strokeWidth={3}
                  className={classNames('size-3', !isSelected && 'invisible')}
                />
              )}
            </span>
            <span className={isLabelHidden ? 'sr-only' : 'min-w-0'}>{label}</span>
          </>
        )}
      </CheckboxButton>
      {description && (
        <Text slot="description" className="ms-6 text-small text-faint">
          {description}
        </Text>
      )}
      <FieldError className="ms-6 text-small text-danger-ink">{error}</FieldError>
    </CheckboxField>
  );
}

const boxClass =
  'mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-small border border-control bg-surface text-on-accent group-data-hovered:border-muted group-data-selected:border-accent group-data-selected:bg-accent group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-invalid:border-danger-ink group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent-ink';
