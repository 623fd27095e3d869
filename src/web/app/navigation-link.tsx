import type { ReactNode } from 'react';
import { Link } from 'react-aria-components/Link';
import { classNames } from '../lib/class-names.ts';
import { Tooltip } from '../ui/tooltip.tsx';

export type NavigationLinkProps = {
  readonly href: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string | null;
  readonly isCurrent: boolean;
  /** Only the icon is shown. */
  readonly isNarrow?: boolean;
  /** A count at the end, or another mark. */
  readonly end?: ReactNode;
};

/** One line of the navigation; features use it for their own sections too. */
export function NavigationLink(props: NavigationLinkProps) {
  const { href, label, icon, keys, isCurrent, isNarrow = false, end } = props;
  const link = (
    <Link
      href={href}
      {...(isCurrent && { 'aria-current': 'page' as const })}
      {...(isNarrow && { 'aria-label': label })}
      className={classNames(
        'flex h-8 shrink-0 cursor-default items-center gap-2.5 rounded-control text-body data-hovered:bg-pressed pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0',
        isNarrow ? 'w-8 justify-center' : 'px-2',
        isCurrent ? 'bg-selected font-medium text-accent-ink' : 'text-muted data-hovered:text-ink',
      )}
    >
      {icon}
      {!isNarrow && (
        <>
          <span className="min-w-0 grow truncate text-start">
            <bdi>{label}</bdi>
          </span>
          {end}
        </>
      )}
    </Link>
  );
  if (!isNarrow && !keys) return link;
  return (
    <Tooltip text={label} keys={keys ?? null}>
      {link}
    </Tooltip>
  );
}
