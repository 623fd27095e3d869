import type { ReactNode } from 'react';
import { Link } from 'react-aria-components/Link';
import { classNames } from '../lib/class-names.ts';
import { buttonClass } from './button.tsx';

export type TextLinkProps = {
  /** A path of the desk goes through the router; an address of elsewhere opens beside it. */
  readonly href: string;
  readonly children: ReactNode;
  readonly look?: 'text' | 'button';
  readonly className?: string;
};

/** A link in a text, or one that looks like a button. */
export function TextLink({ href, children, look = 'text', className }: TextLinkProps) {
  const isElsewhere = /^[a-z]+:/i.test(href);
  return (
    <Link
      href={href}
      {...(isElsewhere && { target: '_blank', rel: 'noreferrer' })}
      className={classNames(
        look === 'text'
          ? 'rounded-small text-accent-ink underline decoration-transparent underline-offset-2 data-hovered:decoration-current'
          : buttonClass('secondary', 'medium'),
        className,
      )}
    >
      {children}
    </Link>
  );
}
