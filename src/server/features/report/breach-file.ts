import type { BreachedCycle } from '#contract/breach-report.ts';
import { timeParts } from '#domain/metrics/time-part.ts';
import { byteOrderMark, csvLine } from './csv.ts';

/** Programs read these, so they are not translated. */
const heading = [
  'number',
  'subject',
  'clock',
  'cycle',
  'started_at',
  'breached_at',
  'detected_at',
  'ended_at',
  'ended_by',
  'until',
  'wall_ms',
  ...timeParts.map((part) => `${part}_ms`),
  'asked_ms',
  'by_team_and_hop',
];

/** The file of breached cycles: one row for each, its parts adding up to `wall_ms`. */
export function* breachFile(cycles: readonly BreachedCycle[]): Generator<string> {
  yield byteOrderMark + csvLine(heading);
  for (const cycle of cycles) yield csvLine(cellsOf(cycle));
}

function cellsOf(cycle: BreachedCycle) {
  const { slices } = cycle;
  const partMs = timeParts.map((part) =>
    slices.reduce((sum, slice) => (slice.part === part ? sum + slice.ms : sum), 0),
  );
  return [
    cycle.number,
    cycle.subject,
    cycle.metric,
    cycle.cycle,
    cycle.startedAt,
    cycle.breachedAt,
    cycle.detectedAt,
    cycle.endedAt,
    cycle.endedBy,
    cycle.until,
    cycle.wallMs,
    ...partMs,
    cycle.askedMs,
    slices.flatMap(teamText).join('; '),
  ];
}

/** `Billing hop 1 offered 3600000`: the time that was some team's or hop's, in milliseconds. */
function teamText({ part, teamName, hop, ms }: BreachedCycle['slices'][number]): string[] {
  if (teamName === null && hop === null) return [];
  const whose = [teamName, hop === null ? null : `hop ${hop}`];
  return [[...whose.filter((each) => each !== null), part, ms].join(' ')];
}
