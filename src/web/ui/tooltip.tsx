import type { ReactElement } from 'react';
import { Focusable } from 'react-aria-components/Focusable';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Kbd } from './kbd.tsx';

type TooltipProps = {
  readonly text: string;
  readonly keys?: string | null;
  /** A React Aria button or link. For anything else say `isPlain`, and give it a role. */
  readonly children: ReactElement;
  readonly isPlain?: boolean;
};

/** A word beside the pointer or the focus. Never the only place where something is said. */
export function Tooltip({ text, keys, children, isPlain = false }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {isPlain ? (
        <Focusable>{children as ReactElement<Record<string, unknown>, string>}</Focusable>
      ) : (
        children
      )}
      <AriaTooltip
        offset={6}
        className="flex max-w-72 animate-fade items-center gap-2 rounded-control bg-ink px-2 py-1 text-small text-surface shadow-floating"
      >
        <span dir="auto">{text}</span>
        {keys ? <Kbd binding={keys} tone="on-ink" /> : null}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
