import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button';
import { classNames } from '../lib/class-names.ts';
import { Kbd } from './kbd.tsx';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  readonly children: ReactNode;
  /** One `primary` per screen; `quiet` for what stands in rows; `danger` for what cannot be undone. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: ReactNode;
  /** The binding to show beside the words; it is registered elsewhere, with `useShortcut`. */
  readonly keys?: string | null;
  readonly className?: string;
};

export function Button(props: ButtonProps) {
  const {
    variant = 'secondary',
    size = 'medium',
    icon,
    keys,
    className,
    children,
    ...rest
  } = props;
  return (
    <AriaButton {...rest} className={classNames(buttonClass(variant, size), className)}>
      {icon}
      <span className="truncate">{children}</span>
      {keys ? <Kbd binding={keys} tone={variant === 'primary' ? 'on-accent' : 'plain'} /> : null}
    </AriaButton>
  );
}

/** The looks of a button, for links that look like one. */
export function buttonClass(
  variant: NonNullable<ButtonProps['variant']>,
  size: NonNullable<ButtonProps['size']>,
): string {
  return classNames(common, variants[variant], sizes[size]);
}

const common =
  'inline-flex shrink-0 cursor-default items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap select-none transition-colors duration-100 data-disabled:opacity-50 data-pending:opacity-70 [&>svg]:size-4 [&>svg]:shrink-0';

const variants = {
  primary: 'bg-accent text-on-accent data-hovered:bg-accent-hover data-pressed:bg-accent-hover',
  secondary:
    'border border-line-strong bg-raised text-ink data-hovered:bg-hover data-pressed:bg-pressed',
  quiet: 'text-ink data-hovered:bg-hover data-pressed:bg-pressed',
  danger: 'bg-danger text-on-danger data-hovered:bg-danger-hover data-pressed:bg-danger-hover',
};

/** On touch screens the small one grows to what a finger hits. */
const sizes = {
  small: 'h-6 px-2 text-small pointer-coarse:h-8',
  medium: 'h-8 px-3 text-body pointer-coarse:h-10',
  large: 'h-10 px-4 text-read pointer-coarse:h-11',
};
