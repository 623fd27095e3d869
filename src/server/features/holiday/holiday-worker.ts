import { parentPort } from 'node:worker_threads';
import type { HolidayCountry, HolidayReading } from '#contract/holiday.ts';
import { type CountryAsked, readCountries, readCountry } from './country-holidays.ts';
import { type IcalAnswer, type IcalAsked, readIcal } from './ical-events.ts';

/**
 * Runs in a thread of its own: a file from elsewhere may turn a rule in circles, and the rules of
 * two hundred countries need not stay in memory. Answers one question and is ended by the parent.
 */
export type HolidayQuestion =
  | { readonly kind: 'countries' }
  | { readonly kind: 'country'; readonly asked: CountryAsked }
  | { readonly kind: 'ical'; readonly asked: IcalAsked };

export type HolidayAnswer =
  | { readonly kind: 'countries'; readonly countries: readonly HolidayCountry[] }
  | { readonly kind: 'country'; readonly reading: HolidayReading | null }
  | { readonly kind: 'ical'; readonly answer: IcalAnswer };

parentPort?.on('message', (question: HolidayQuestion) => {
  parentPort?.postMessage(answerTo(question));
});

function answerTo(question: HolidayQuestion): HolidayAnswer {
  switch (question.kind) {
    case 'countries':
      return { kind: 'countries', countries: readCountries() };
    case 'country':
      return { kind: 'country', reading: readCountry(question.asked) };
    case 'ical':
      return { kind: 'ical', answer: readIcal(question.asked) };
    default:
      throw new TypeError(`no such question: ${JSON.stringify(question satisfies never)}`);
  }
}
