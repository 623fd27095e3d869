import type { ReactNode } from 'react';
import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import { Text } from 'react-aria-components/Text';
import { classNames } from '../lib/class-names.ts';

export type SwitchProps = {
  readonly label: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly description?: ReactNode;
  readonly className?: string;
};

/** On or off, at once. For what takes effect only with a Save button use a Checkbox. */
export function Switch(props: SwitchProps) {
  return (
    <SwitchField
      isSelected={props.isSelected}
      onChange={props.onChange}
      isDisabled={props.isDisabled ?? false}
      className={classNames('flex flex-col', props.className)}
    >
      <SwitchButton className="group flex min-h-6 cursor-default items-center justify-between gap-3 text-body outline-none data-disabled:opacity-50 pointer-coarse:min-h-10">
        <span className="min-w-0">{props.label}</span>
        <span className={trackClass}>
          <span className="size-3.5 rounded-full bg-surface shadow-raised transition-[margin] duration-100 group-data-selected:ms-3.5 group-data-selected:bg-on-accent" />
        </span>
      </SwitchButton>
      {props.description && (
        <Text slot="description" className="text-small text-faint">
          {props.description}
        </Text>
      )}
    </SwitchField>
  );
}

const trackClass =
  'flex h-[18px] w-8 shrink-0 items-center rounded-full border border-transparent bg-control px-px transition-colors duration-100 group-data-selected:bg-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent-ink';
