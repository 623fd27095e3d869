import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
} from 'react-aria-components/Popover';
import { classNames } from '../lib/class-names.ts';
import { only } from '../lib/only.ts';
import { popoverClass } from './option.tsx';

export type PopoverProps = {
  /** The button that opens it: a Button, IconButton or another React Aria button. */
  readonly trigger: ReactElement;
  /** What it is, read aloud when it opens. */
  readonly label: string;
  readonly children: ReactNode;
  readonly placement?: NonNullable<AriaPopoverProps['placement']>;
  readonly className?: string;
  /** Given when a key opens it too; else the trigger alone decides. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
};

/** More about one thing, beside it. Escape or a press elsewhere closes it. */
export function Popover(props: PopoverProps) {
  const { trigger, label, children, placement = 'bottom start', className } = props;
  const { isOpen, onOpenChange } = props;
  return (
    <DialogTrigger {...only({ isOpen, onOpenChange })}>
      {trigger}
      <AriaPopover placement={placement} offset={6} className={popoverClass}>
        <Dialog aria-label={label} className={classNames('max-w-90 p-3 outline-none', className)}>
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
