import type { Figure } from '#contract/report.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Steps of an axis that people count time in. */
const durationTops = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 4, 8, 12].map((hours) => hours * hourMs),
  ...[1, 2, 4, 8, 14, 30, 60, 120, 240, 480].map((days) => days * dayMs),
];
const shareTops = [0.02, 0.04, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

/** The round number at the top of an axis: the least that holds every value, never nought. */
export function topOf(unit: Figure['unit'], values: readonly (number | null)[]): number {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  switch (unit) {
    case 'share':
      return shareTops.find((top) => top >= most) ?? 1;
    case 'duration':
      return durationTops.find((top) => top >= most) ?? most;
    case 'count':
    case 'mean':
      return roundTop(most);
    default:
      return unit satisfies never;
  }
}

function roundTop(most: number): number {
  if (most <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6, 8, 10].find((each) => each * power >= most) ?? 10;
  return step * power;
}

/** The pieces of a line: where there is nothing to count it is broken, never drawn as nought. */
export function linePieces(values: readonly (number | null)[], top: number): string[] {
  const pieces: string[][] = [];
  let isOpen = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isOpen = false;
      continue;
    }
    const point = `${index + 0.5},${100 - (value / top) * 100}`;
    if (isOpen) pieces.at(-1)?.push(point);
    else pieces.push([point]);
    isOpen = true;
  }
  return pieces.map((piece) => piece.join(' '));
}
