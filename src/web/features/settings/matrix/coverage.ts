import type { PathCoverage } from '#contract/matrix.ts';

export type Heat = 'calm' | 'warm' | 'hot' | 'breached';

/** Minutes up to which an hour counts as calm, warm or hot; beyond, and never, as breached. */
export const heatLimits = { calm: 30, warm: 60, hot: 240 } as const;

export function heatOf(minutes: number | null): Heat {
  if (minutes === null) return 'breached';
  if (minutes <= heatLimits.calm) return 'calm';
  if (minutes <= heatLimits.warm) return 'warm';
  return minutes <= heatLimits.hot ? 'hot' : 'breached';
}

/** For every hour the path on which a ticket would wait the longest. */
export function worstOf(paths: readonly PathCoverage[]): PathCoverage {
  const hours = paths[0]?.minutesToHuman.length ?? 0;
  const worstAt = Array.from({ length: hours }, (_, hour) =>
    paths.reduce((worst, path) => (waitAt(path, hour) > waitAt(worst, hour) ? path : worst)),
  );
  return {
    ruleId: null,
    minutesToHuman: worstAt.map((path, hour) => path.minutesToHuman[hour] ?? null),
    who: worstAt.map((path, hour) => path.who[hour] ?? 0),
    isCovered: worstAt.map((path, hour) => path.isCovered[hour] ?? false),
    worstMinutes: Math.max(0, ...paths.map(({ worstMinutes }) => worstMinutes)),
  };
}

function waitAt(path: PathCoverage, hour: number): number {
  return path.minutesToHuman[hour] ?? Number.POSITIVE_INFINITY;
}
