import type { BucketUnit } from '#domain/metrics/period.ts';

/*
 * What the address of the report holds. The routes read it before anything of the report is
 * loaded, so that nothing else is imported here.
 */

export const presets = ['last_7', 'last_30', 'last_90', 'this_month', 'last_month'] as const;
export type Preset = (typeof presets)[number];

export const filterNames = [
  'teamId',
  'ownerId',
  'channelKind',
  'issueType',
  'segment',
  'language',
  'includesImported',
] as const;
export type ReportFilterName = (typeof filterNames)[number];

/** How the breaches are looked at, beside the period and what it is narrowed to. */
export const breachNames = ['breachSet', 'breachUntil', 'breachEndedBy', 'breachMetric'] as const;
export type BreachName = (typeof breachNames)[number];

/** What the address of the report holds: a preset or two dates, how it is cut, what it is narrowed to. */
export type ReportSearch = {
  readonly period?: Preset;
  readonly from?: string;
  readonly to?: string;
  readonly bucket?: BucketUnit;
} & { readonly [Name in ReportFilterName | BreachName]?: string };

/** Reads the address; what it does not know or what is no period is left out. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const text = (name: string): string => {
    const value = search[name];
    const isWord = typeof value === 'string' || typeof value === 'number' || value === true;
    return isWord ? String(value) : '';
  };
  const filters = [...filterNames, ...breachNames].flatMap((name) =>
    text(name) === '' ? [] : [[name, text(name)]],
  );
  const period = presets.find((preset) => preset === text('period'));
  const bucket = units.find((unit) => unit === text('bucket'));
  const chosen = { from: text('from'), to: text('to') };
  return {
    ...Object.fromEntries(filters),
    ...(bucket !== undefined && { bucket }),
    ...(period !== undefined ? { period } : isPeriod(chosen) && chosen),
  };
}

const units: readonly BucketUnit[] = ['day', 'week', 'month'];

/** Two dates in their order; whether they are real is asked where the report is. */
function isPeriod({ from, to }: { readonly from: string; readonly to: string }): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/;
  return date.test(from) && date.test(to) && from <= to;
}
