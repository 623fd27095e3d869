import type { Report } from '#contract/report.ts';
import { byteOrderMark, csvLine } from './csv.ts';

const heading = ['figure', 'from', 'to', 'unit', 'value', 'p90', 'part', 'of', 'tickets'] as const;

/** The figures of a report, then those of each part of its period: one row each. */
export function figureFile(report: Report): string {
  const lines = report.figures.map(({ key, unit, value, p90, part, of }) =>
    csvLine([
      key,
      report.from,
      report.to,
      unit,
      value,
      p90,
      part?.count ?? null,
      of.count,
      of.ticketCount,
    ]),
  );
  for (const { key, unit, points } of report.series) {
    for (const [index, { value, part, of }] of points.entries()) {
      const bucket = report.buckets[index];
      if (bucket === undefined) continue;
      const { from, to } = bucket;
      lines.push(
        csvLine([key, from, to, unit, value, null, part?.count ?? null, of.count, of.ticketCount]),
      );
    }
  }
  return byteOrderMark + csvLine(heading) + lines.join('');
}
