import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button';
import { classNames } from '../lib/class-names.ts';
import { Tooltip } from './tooltip.tsx';

export type IconButtonProps = Omit<
  AriaButtonProps,
  'className' | 'children' | 'style' | 'aria-label'
> & {
  /** What it does; read aloud, and shown beside the pointer. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys?: string | null;
  readonly size?: 'small' | 'medium';
  readonly isActive?: boolean;
  readonly className?: string;
};

export function IconButton(props: IconButtonProps) {
  const { label, icon, keys, size = 'medium', isActive = false, className, ...rest } = props;
  return (
    <Tooltip text={label} keys={keys ?? null}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={classNames(
          'inline-flex shrink-0 cursor-default items-center justify-center rounded-control text-muted transition-colors duration-100 data-disabled:opacity-50 data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed',
          size === 'small' ? 'size-6 [&>svg]:size-3.5' : 'size-8 [&>svg]:size-4',
          'pointer-coarse:size-10',
          isActive && 'bg-selected text-accent-ink',
          className,
        )}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  );
}
