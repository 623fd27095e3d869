import type { Figure } from '#contract/report.ts';
import type { Format } from '../../lib/format.ts';

/** A figure as it is read: a share in percent, a duration in its two largest units. */
export function figureText(format: Format, unit: Figure['unit'], value: number | null): string {
  if (value === null) return '–';
  switch (unit) {
    case 'share':
      return format.percent(value);
    case 'duration':
      return format.duration(value);
    case 'mean':
      return format.number(Math.round(value * 100) / 100);
    case 'count':
      return format.number(value);
    default:
      return unit satisfies never;
  }
}

/** The list of the tickets that something counted. */
export function ticketsHref(filter: Readonly<Record<string, string>>): string {
  return `/inbox/all?${new URLSearchParams(filter)}`;
}
