import type { Format } from '../../lib/format.ts';

const units = ['B', 'KB', 'MB', 'GB'] as const;

/** A size of a file in the unit people know it by. */
export function sizeIn(format: Pick<Format, 'number'>, bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  const rounded = value < 10 && step > 0 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${format.number(rounded)} ${units[step] ?? 'B'}`;
}
