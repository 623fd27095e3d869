import { existsSync } from 'node:fs';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Follower } from '../live/follower.ts';
import { compareCursors } from '../live/cursor.ts';
import { readEventsAfter } from '../live/event-log.ts';
import type { Pages } from '../http/pages.ts';
import type { FoundIssue, HealthCheck } from './health.ts';

/** The database answers, and within a second. One that is away throws, which health understands. */
export function databaseCheck(db: QueryExecutorProvider): HealthCheck {
  const slowMs = 1000;
  return async () => {
    const startedMs = performance.now();
    await sql`select 1`.execute(db);
    const tookMs = Math.round(performance.now() - startedMs);
    return tookMs < slowMs ? [] : [slowDatabase(tookMs)];
  };
}

function slowDatabase(milliseconds: number): FoundIssue {
  return {
    code: 'database_slow',
    severity: 'warning',
    sentence: `The database took ${milliseconds} ms to answer nothing at all.`,
    mend: 'See what else the machine of the database does, and whether its disk is busy.',
    facts: { milliseconds },
  };
}

/** Screens are live: what was committed before this check began is told shortly after. */
export function eventsCheck(db: QueryExecutorProvider, follower: Follower): HealthCheck {
  return async () => {
    const { events } = await readEventsAfter(db, follower.cursor(), 1);
    const [waiting] = events;
    if (waiting === undefined) return [];
    follower.hint();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (compareCursors(waiting.cursor, follower.cursor()) <= 0) return [];
    return [
      {
        code: 'events_late',
        severity: 'critical',
        sentence: 'Screens and webhooks do not hear of what happens.',
        mend: 'Restart this process, and report what its log says of following events.',
      },
    ];
  };
}

/** The pages were built. Without them only the API answers. */
export function pagesCheck(pages: readonly Pages[]): HealthCheck {
  return async () => {
    const missing = pages.filter(({ folder }) => !existsSync(folder)).map(({ prefix }) => prefix);
    if (missing.length === 0) return [];
    return [
      {
        code: 'pages_not_built',
        severity: 'warning',
        sentence: `The pages under ${missing.join(', ')} are not built.`,
        mend: 'Run `npm run build`, or start Belay with `npm start`, which builds them.',
        facts: { prefixes: missing.join(', ') },
      },
    ];
  };
}
