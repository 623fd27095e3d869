import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip } from '../../ui/tooltip.tsx';

type HeaderButtonProps = {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  /** What it changes, read aloud before the value. */
  readonly label: string;
  readonly keys?: string | null;
  readonly isDisabled: boolean;
};

/** A value of the ticket that opens the choices for it. */
export function HeaderButton({ icon, children, label, keys, isDisabled }: HeaderButtonProps) {
  return (
    <Tooltip text={label} keys={keys ?? null}>
      <Button
        isDisabled={isDisabled}
        className="relative inline-flex h-7 max-w-64 shrink-0 cursor-default items-center gap-1.5 rounded-control border border-line px-2 text-body data-hovered:border-line-strong data-hovered:bg-hover data-pressed:bg-pressed pointer-coarse:h-10 [&>svg]:size-4 [&>svg]:shrink-0"
      >
        {icon}
        <span className="sr-only">{label}:</span>
        <span className="min-w-0 truncate">{children}</span>
      </Button>
    </Tooltip>
  );
}
