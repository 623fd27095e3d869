import { Worker } from 'node:worker_threads';
import type { HolidayCountry, HolidayReading } from '#contract/holiday.ts';
import type { CountryAsked } from './country-holidays.ts';
import type { HolidayAnswer, HolidayQuestion } from './holiday-worker.ts';
import type { IcalAnswer, IcalAsked } from './ical-events.ts';

export type HolidayReader = {
  readonly countries: () => Promise<readonly HolidayCountry[]>;
  /** Null when the country or region is not known. */
  readonly country: (asked: CountryAsked) => Promise<HolidayReading | null>;
  readonly ical: (asked: IcalAsked) => Promise<IcalAnswer>;
};

/**
 * Loading takes 0.3 s, reading a thousand events 0.2 s; a file that needs fifty times as long is no
 * calendar of holidays.
 */
const readMsMax = 15_000;
const memoryMbMax = 256;

/** Reads in a thread for each question, one question at a time: only admins ask, and seldom. */
export function createHolidayReader(settings: { readonly readMsMax?: number } = {}): HolidayReader {
  let last: Promise<unknown> = Promise.resolve();
  const ask = (question: HolidayQuestion): Promise<HolidayAnswer | null> => {
    const answer = last.then(() => answerOf(question, settings.readMsMax ?? readMsMax));
    last = answer.catch(() => null);
    return answer;
  };
  let countries: readonly HolidayCountry[] | null = null;
  return {
    countries: async () => {
      if (countries !== null) return countries;
      const answer = await ask({ kind: 'countries' });
      if (answer?.kind !== 'countries') throw new Error('the countries took too long');
      countries = answer.countries;
      return countries;
    },
    country: async (asked) => {
      const answer = await ask({ kind: 'country', asked });
      if (answer?.kind !== 'country') throw new Error('the country took too long');
      return answer.reading;
    },
    ical: async (asked) => {
      const answer = await ask({ kind: 'ical', asked });
      if (answer?.kind === 'ical') return answer.answer;
      return { ok: false, problems: [{ code: 'took_too_long', line: 1, value: '' }] };
    },
  };
}

/** Null when the thread was ended for taking too long or too much memory. */
async function answerOf(question: HolidayQuestion, msMax: number): Promise<HolidayAnswer | null> {
  const worker = new Worker(new URL('./holiday-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMbMax },
    // Nothing of the process's environment is the file's business.
    env: {},
    execArgv: [],
  });
  let timer: NodeJS.Timeout | null = null;
  try {
    return await new Promise<HolidayAnswer | null>((resolve, reject) => {
      timer = setTimeout(() => resolve(null), msMax);
      worker.on('message', (answer: HolidayAnswer) => resolve(answer));
      worker.on('error', (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? error.code : null;
        if (code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null);
        else reject(error instanceof Error ? error : new Error('the reader failed'));
      });
      worker.postMessage(question);
    });
  } finally {
    if (timer !== null) clearTimeout(timer);
    await worker.terminate();
  }
}
