import type { Health, HealthIssue } from '#contract/health.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { isDatabaseAway } from '../db/transaction.ts';

/** What a check found: a stable code, the sentence, how to mend it. The check's name is added. */
export type FoundIssue = Omit<HealthIssue, 'check' | 'facts'> & {
  readonly facts?: HealthIssue['facts'];
};

/** Looks at one thing and says what is wrong; an empty list when all is well. */
export type HealthCheck = () => Promise<readonly FoundIssue[]>;

export type HealthRegistry = {
  /** Adds a check. Two of one name are a mistake of ours. */
  addHealthCheck(name: string, check: HealthCheck): void;
  /** Runs every check at once and gathers what they say. Never throws. */
  examine(): Promise<Health>;
};

export type HealthOptions = {
  readonly version: string;
  readonly now: () => Instant;
  /** A check that takes longer is itself an issue. */
  readonly checkMsMax?: number;
};

const checkMsMaxDefault = 3000;

/** Gathers checks from every part of Belay, so that each says what is wrong with itself. */
export function createHealthRegistry(options: HealthOptions): HealthRegistry {
  const { now, version } = options;
  const startedAt = now();
  const checks = new Map<string, HealthCheck>();
  const msMax = options.checkMsMax ?? checkMsMaxDefault;
  return {
    addHealthCheck: (name, check) => {
      if (checks.has(name)) throw new Error(`the health check ${name} is added twice`);
      checks.set(name, check);
    },
    examine: async () => {
      const results = await Promise.all(
        [...checks].map(([name, check]) => examineOne(name, check, msMax)),
      );
      const issues = results.flatMap((result) => result.issues);
      const isIll = issues.some(({ severity }) => severity === 'critical');
      return {
        status: isIll ? 'ill' : issues.length > 0 ? 'degraded' : 'well',
        version,
        serverTime: toIso(now()),
        startedAt: toIso(startedAt),
        issues,
        checks: results.map(({ name, milliseconds }) => ({ name, milliseconds })),
      };
    },
  };
}

type Result = {
  readonly name: string;
  readonly milliseconds: number;
  readonly issues: HealthIssue[];
};

async function examineOne(name: string, check: HealthCheck, msMax: number): Promise<Result> {
  const startedMs = performance.now();
  const found = await settle(check, msMax);
  return {
    name,
    milliseconds: Math.round(performance.now() - startedMs),
    issues: found.map((issue) => ({ check: name, facts: {}, ...issue })),
  };
}

async function settle(check: HealthCheck, msMax: number): Promise<readonly FoundIssue[]> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<readonly FoundIssue[]>((resolve) => {
    timer = setTimeout(() => resolve([slowCheck(msMax)]), msMax);
  });
  try {
    return await Promise.race([check(), tooLate]);
  } catch (error) {
    return [isDatabaseAway(error) ? databaseAway : failedCheck(error)];
  } finally {
    clearTimeout(timer);
  }
}

const databaseAway: FoundIssue = {
  code: 'database_away',
  severity: 'critical',
  sentence: 'Belay cannot reach its database.',
  mend: 'See that PostgreSQL runs and that BELAY_DATABASE_URL is right; Belay comes back by itself.',
};

function slowCheck(msMax: number): FoundIssue {
  return {
    code: 'check_slow',
    severity: 'warning',
    sentence: `This check did not answer within ${msMax / 1000} seconds.`,
    mend: 'See whether the machine or the database is overloaded.',
    facts: { milliseconds: msMax },
  };
}

function failedCheck(error: unknown): FoundIssue {
  return {
    code: 'check_failed',
    severity: 'warning',
    sentence: 'This check failed, so that nothing is known about what it looks at.',
    mend: 'See the log for the error, and report it when it stays.',
    facts: { error: error instanceof Error ? error.name : 'unknown' },
  };
}
