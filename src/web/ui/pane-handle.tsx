import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from '../lib/use-translation.tsx';
import { type Pane, paneWidthPx } from './pane.ts';

type PaneHandleProps = {
  readonly pane: Pane;
  /** The pane stands before the main one, so that pulling towards the end widens it. */
  readonly isBeforeMain: boolean;
  readonly widthPx: number;
  readonly onResize: (widthPx: number) => void;
};

const stepPx = 16;

/** The line between two panes: drag it, or move it with the arrow keys. */
export function PaneHandle({ pane, isBeforeMain, widthPx, onResize }: PaneHandleProps) {
  const t = useTranslation();
  const grip = useRef<{ readonly x: number; readonly widthPx: number } | null>(null);

  const growBy = (element: Element, deltaX: number): number => {
    const isRtl = getComputedStyle(element).direction === 'rtl';
    return isRtl === isBeforeMain ? -deltaX : deltaX;
  };
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, widthPx };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!grip.current) return;
    onResize(grip.current.widthPx + growBy(event.currentTarget, event.clientX - grip.current.x));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const deltaX = event.key === 'ArrowLeft' ? -stepPx : event.key === 'ArrowRight' ? stepPx : 0;
    if (deltaX === 0) return;
    event.preventDefault();
    onResize(widthPx + growBy(event.currentTarget, deltaX));
  };

  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('common.panes.resize', { name: pane.label })}
      aria-valuenow={widthPx}
      aria-valuemin={pane.widthPxMin ?? paneWidthPx.min}
      aria-valuemax={pane.widthPxMax ?? paneWidthPx.max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = null;
      }}
      onDoubleClick={() => onResize(pane.widthPx ?? paneWidthPx.usual)}
      onKeyDown={onKeyDown}
      className="group relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line outline-none after:absolute after:inset-y-0 after:-inset-x-3 after:w-auto"
    >
      <span className="absolute inset-y-0 -inset-x-px transition-colors group-hover:bg-accent group-focus-visible:bg-accent-ink group-active:bg-accent" />
    </div>
  );
}
