import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { classNames } from '../lib/class-names.ts';
import { only } from '../lib/only.ts';
import { Kbd } from './kbd.tsx';
import { itemClass, popoverClass } from './option.tsx';

export type MenuAction = {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string | null;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  /** Marks the chosen one among several. */
  readonly isChosen?: boolean;
  /** Opens a page; `run` is then not needed. */
  readonly href?: string;
  readonly run?: () => void;
};

export type MenuGroup = { readonly title?: string; readonly actions: readonly MenuAction[] };

export type MenuProps = {
  readonly trigger: ReactElement;
  readonly groups: readonly MenuGroup[];
  readonly placement?: NonNullable<PopoverProps['placement']>;
  readonly label: string;
  /** Given when a key opens it too; else the trigger alone decides. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
};

export function Menu(props: MenuProps) {
  const { trigger, groups, placement = 'bottom end', label, isOpen, onOpenChange } = props;
  return (
    <MenuTrigger {...only({ isOpen, onOpenChange })}>
      {trigger}
      <Popover placement={placement} offset={4} className={classNames(popoverClass, 'min-w-48')}>
        <AriaMenu aria-label={label} className="max-h-[70vh] overflow-y-auto p-1 outline-none">
          {groups.map((group, index) => (
            <MenuSection
              key={group.title ?? group.actions[0]?.id ?? index}
              className={classNames(index > 0 && 'mt-1 border-t border-line pt-1')}
              {...(group.title === undefined && { 'aria-label': label })}
            >
              {group.title !== undefined && (
                <Header className="px-2 pt-1 pb-0.5 text-tiny font-medium text-faint">
                  {group.title}
                </Header>
              )}
              {group.actions.map((action) => (
                <ActionRow key={action.id} action={action} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function ActionRow({ action }: { readonly action: MenuAction }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      isDisabled={action.isDisabled ?? false}
      {...only({ href: action.href, onAction: action.run })}
      className={classNames(itemClass, action.isDanger && 'text-danger-ink')}
    >
      {action.icon && (
        <span className="shrink-0 text-muted [&>svg]:size-4" aria-hidden>
          {action.icon}
        </span>
      )}
      <span className="min-w-0 grow truncate">
        <bdi>{action.label}</bdi>
      </span>
      {action.isChosen && <Check aria-hidden className="size-4 shrink-0 text-accent-ink" />}
      {action.keys ? <Kbd binding={action.keys} /> : null}
    </MenuItem>
  );
}
