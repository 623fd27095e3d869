import type { ReactNode } from 'react';

/** One pane of several side by side. Exactly one of them grows with the window. */
export type Pane = {
  readonly id: string;
  /** Its name, for the buttons that fold and resize it. */
  readonly label: string;
  readonly content: ReactNode;
  /** Takes the room that is left. */
  readonly isMain?: boolean;
  readonly widthPx?: number;
  readonly widthPxMin?: number;
  readonly widthPxMax?: number;
  /** The key that folds it to a strip and brings it back: `]` for the pane at the end. */
  readonly foldKey?: string;
  /** Folded by itself when the window is narrower than this. */
  readonly foldBelowPx?: number;
};

export type PaneSizes = Readonly<
  Record<string, { readonly widthPx?: number; readonly isFolded?: boolean }>
>;

export const paneWidthPx = { usual: 300, min: 200, max: 560 };

/** The width a pane gets: what the person chose, within its bounds. */
export function widthOf(pane: Pane, sizes: PaneSizes): number {
  const chosen = sizes[pane.id]?.widthPx ?? pane.widthPx ?? paneWidthPx.usual;
  return clampWidth(pane, chosen);
}

export function clampWidth(pane: Pane, widthPx: number): number {
  const min = pane.widthPxMin ?? paneWidthPx.min;
  const max = pane.widthPxMax ?? paneWidthPx.max;
  return Math.round(Math.min(max, Math.max(min, widthPx)));
}

export function isFolded(pane: Pane, sizes: PaneSizes, windowPx: number): boolean {
  const chosen = sizes[pane.id]?.isFolded;
  if (chosen !== undefined) return chosen;
  return pane.foldBelowPx !== undefined && windowPx < pane.foldBelowPx;
}
