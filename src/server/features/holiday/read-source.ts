import type { HolidayReading } from '#contract/holiday.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { dayMs } from '#domain/kernel/instant.ts';
import { datePartsOf } from '#domain/sla/local-date.ts';
import { isKnownTimeZone } from '#domain/sla/zone.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { GuardedFetch } from '#server/platform/outbound/guarded-fetch.ts';
import { outboundProblem } from '#server/platform/outbound/outbound-problem.ts';
import type { HolidayReader } from './holiday-reader.ts';

export type HolidaySources = {
  readonly reader: HolidayReader;
  /** Guarded: resolves once, refuses what is not public, limits time and size. */
  readonly fetch: GuardedFetch;
};

/** This year and the next two, unless the caller named some. */
export function yearsAsked(years: readonly number[], now: Instant): readonly number[] {
  const { year } = datePartsOf(Math.floor(now / dayMs));
  return years.length > 0 ? [...new Set(years)] : [year, year + 1, year + 2];
}

type Within = { readonly timeZone: string; readonly years: readonly number[] };

/** The days off of an iCalendar text; refuses one with faults and names each by its line. */
export async function readText(
  { reader }: HolidaySources,
  text: string,
  within: Within,
): Promise<HolidayReading> {
  if (!isKnownTimeZone(within.timeZone)) {
    const message = within.timeZone;
    const fields = [{ path: 'timeZone', code: 'time_zone_unknown', message }];
    throw new RequestRefused('invalid_request', { fields });
  }
  const answer = await reader.ical({ text, ...within });
  if (answer.ok) return answer.reading;
  throw new RequestRefused('holiday_file_invalid', {
    fields: answer.problems.map(({ line, code, value }) => ({
      path: `lines.${line}`,
      code,
      message: value,
    })),
  });
}

/** The same from an address, through the guard. `webcal:` is HTTPS by another name. */
export async function readAddress(
  sources: HolidaySources,
  url: string,
  within: Within,
): Promise<HolidayReading> {
  return readText(sources, await textAt(sources.fetch, callable(url)), within);
}

/** The address as it is called. */
export function callable(url: string): string {
  return url.replace(/^webcals?:/i, 'https:');
}

async function textAt(fetch: GuardedFetch, url: string): Promise<string> {
  let answer;
  try {
    const headers = { accept: 'text/calendar, */*;q=0.5' };
    answer = await fetch({ url, method: 'GET', headers });
  } catch (error) {
    if (error instanceof RequestRefused) throw error;
    throw new RequestRefused('holiday_address_unreadable', { detail: outboundProblem(error) });
  }
  if (answer.status !== 200) {
    const detail = `The address answered ${answer.status}.`;
    throw new RequestRefused('holiday_address_unreadable', { detail });
  }
  return answer.body.toString('utf8');
}
