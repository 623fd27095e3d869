import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { classNames } from '../lib/class-names.ts';

/** One choice of a Select or ComboBox. */
export type Option<Id extends string = string> = {
  readonly id: Id;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ReactNode;
  readonly isDisabled?: boolean;
};

/** The choices inside a popover. */
export function OptionList(props: {
  readonly options: readonly Option[];
  readonly empty: ReactNode;
}) {
  return (
    <ListBox
      items={props.options}
      className="max-h-80 overflow-y-auto p-1 outline-none"
      renderEmptyState={() => <div className="px-2 py-1.5 text-faint">{props.empty}</div>}
    >
      {(option) => <OptionRow option={option} />}
    </ListBox>
  );
}

function OptionRow({ option }: { readonly option: Option }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      isDisabled={option.isDisabled ?? false}
      className={itemClass}
    >
      {({ isSelected }) => (
        <>
          {option.icon && <span className="shrink-0 text-muted [&>svg]:size-4">{option.icon}</span>}
          <span className="min-w-0 grow">
            <span className="block truncate">
              <bdi>{option.label}</bdi>
            </span>
            {option.description && (
              <span data-description className="block text-small text-muted">
                <bdi>{option.description}</bdi>
              </span>
            )}
          </span>
          <Check
            aria-hidden
            className={classNames('size-4 shrink-0 text-accent-ink', !isSelected && 'invisible')}
          />
        </>
      )}
    </ListBoxItem>
  );
}

export const itemClass =
  'flex min-h-7 cursor-default items-center gap-2 rounded-small px-2 py-1 text-body text-ink outline-none select-none data-disabled:opacity-50 data-focused:bg-hover data-pressed:bg-pressed pointer-coarse:min-h-10';

export const popoverClass =
  'animate-appear overflow-hidden rounded-card border border-line bg-raised text-ink shadow-floating outline-none';
