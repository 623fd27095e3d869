import ICAL from 'ical.js';
import { dayMs } from '#domain/kernel/instant.ts';
import { datePartsOf } from '#domain/sla/local-date.ts';
import { HolidayFault } from './holiday-problem.ts';
import type { ContentLine, IcalComponent } from './ical-lines.ts';
import { type IcalMoment, type IcalZones, momentsOf, valueOf } from './ical-values.ts';

/** How often a rule is asked for one more day before it counts as one without end. */
const stepsMax = 30_000;
const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'];

/**
 * When the event begins, by its start, its rules and its further dates, up to the end of the year.
 * Local times of its zone, in order. The thread that reads a file is ended when a rule takes it too
 * long: ical.js is known to turn in circles on some that fit nothing.
 */
export function startsOf(
  event: IcalComponent,
  start: IcalMoment,
  from: { readonly zones: IcalZones; readonly yearMax: number },
): number[] {
  const rules = event.lines.filter(({ name }) => name === 'RRULE');
  const listed = (name: string): ContentLine[] => event.lines.filter((each) => each.name === name);
  const starts = new Set(
    rules.length === 0
      ? [start.localMs]
      : rules.flatMap((rule) => startsOfRule(rule, start, from.yearMax)),
  );
  for (const line of listed('RDATE')) {
    for (const moment of momentsOf(line, from.zones)) starts.add(inZoneOf(moment, start));
  }
  for (const line of listed('EXDATE')) {
    for (const moment of momentsOf(line, from.zones)) {
      const left = inZoneOf(moment, start);
      // A date alone strikes out whatever begins on it.
      for (const each of moment.isDate ? [...starts] : []) {
        if (Math.floor(each / dayMs) === left / dayMs) starts.delete(each);
      }
      starts.delete(left);
    }
  }
  return [...starts].toSorted((a, b) => a - b);
}

/** Whether the rule is "every year on this day", for ever: such a day needs no years. */
export function isPlainlyYearly(event: IcalComponent, start: IcalMoment): boolean {
  const rules = event.lines.filter(({ name }) => /^(?:RRULE|RDATE|EXDATE)$/.test(name));
  const [rule] = rules;
  if (rules.length !== 1 || rule?.name !== 'RRULE') return false;
  const { month, day } = datePartsOf(Math.floor(start.localMs / dayMs));
  const parts = partsOf(rule);
  const isOwn = (name: string, value: number): boolean =>
    !parts.has(name) || parts.get(name) === String(value);
  parts.delete('WKST');
  const known = ['FREQ', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY'];
  if ([...parts.keys()].some((name) => !known.includes(name))) return false;
  const isYearly = parts.get('FREQ') === 'YEARLY' && isOwn('INTERVAL', 1);
  return isYearly && isOwn('BYMONTH', month) && isOwn('BYMONTHDAY', day);
}

function startsOfRule(rule: ContentLine, start: IcalMoment, yearMax: number): number[] {
  const parts = checkedParts(rule);
  const iterator = iteratorOf(rule, start);
  const wanted = daysOfMonthWanted(parts, start);
  const found: number[] = [];
  for (let step = 0; step < stepsMax; step += 1) {
    const next = iterator.next();
    if (!(next instanceof ICAL.Time) || next.year > yearMax) return found;
    // 29 February is skipped in other years (RFC 5545, 3.3.10); ical.js makes it 1 March.
    if (wanted !== null && !wanted.includes(next.day)) continue;
    found.push(Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute, next.second));
  }
  throw new HolidayFault('recurrence_unsupported', rule.line, rule.text);
}

function checkedParts(rule: ContentLine): Map<string, string> {
  const parts = partsOf(rule);
  const frequency = parts.get('FREQ') ?? '';
  if (['HOURLY', 'MINUTELY', 'SECONDLY'].includes(frequency)) {
    throw new HolidayFault('recurrence_unsupported', rule.line, `FREQ=${frequency}`);
  }
  const interval = parts.get('INTERVAL') ?? '1';
  if (!frequencies.includes(frequency) || !/^[1-9]\d{0,3}$/.test(interval)) {
    throw new HolidayFault('recurrence_malformed', rule.line, rule.text);
  }
  return parts;
}

function iteratorOf(rule: ContentLine, start: IcalMoment): ICAL.RecurIterator {
  const text = new Date(start.localMs).toISOString().slice(0, start.isDate ? 10 : 19);
  try {
    const recur = valueOf(rule);
    if (recur instanceof ICAL.Recur) return recur.iterator(ICAL.Time.fromString(text, undefined));
  } catch {
    // Whatever it says of the rule, the rule is what is wrong.
  }
  throw new HolidayFault('recurrence_malformed', rule.line, rule.text);
}

/** The days of the month a rule can mean, where it says so by a number or by its start alone. */
function daysOfMonthWanted(parts: Map<string, string>, start: IcalMoment): number[] | null {
  const listed = parts.get('BYMONTHDAY');
  if (listed !== undefined) {
    const days = listed.split(',').map(Number);
    return days.every((day) => day > 0) ? days : null;
  }
  const isByDate = ['BYDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYSETPOS'].every((part) => !parts.has(part));
  const frequency = parts.get('FREQ');
  if (!isByDate || (frequency !== 'YEARLY' && frequency !== 'MONTHLY')) return null;
  return [datePartsOf(Math.floor(start.localMs / dayMs)).day];
}

function partsOf(rule: ContentLine): Map<string, string> {
  const value = rule.text
    .slice(rule.text.indexOf(':') + 1)
    .trim()
    .toUpperCase();
  return new Map(
    value.split(';').map((part) => {
      const [name = '', text = ''] = part.split('=');
      return [name, text];
    }),
  );
}

/** The same moment by the clock of the zone that the event starts in. */
export function inZoneOf(moment: IcalMoment, start: IcalMoment): number {
  if (moment.isDate || moment.zone === null || start.zone === null) return moment.localMs;
  const at = moment.zone(moment.localMs);
  // Offsets are hours at most: what the start's clock shows is found by asking it back.
  const guess = at + (start.localMs - start.zone(start.localMs));
  return guess + (at - start.zone(guess));
}
