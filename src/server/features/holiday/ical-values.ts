import ICAL from 'ical.js';
import { dayMs, minuteMs } from '#domain/kernel/instant.ts';
import { epochDayFrom } from '#domain/sla/local-date.ts';
import { fromLocalMs, isKnownTimeZone } from '#domain/sla/zone.ts';
import { HolidayFault } from './holiday-problem.ts';
import type { ContentLine, IcalComponent } from './ical-lines.ts';

/*
 * Values of content lines, read by ical.js. It turns a thirteenth month into January of the next
 * year and 29 February into 1 March without a word, so dates are checked digit by digit before.
 */

/** A date, or a moment as its zone's clock shows it (given in ms as if that zone were UTC). */
export type IcalMoment = {
  readonly isDate: boolean;
  readonly localMs: number;
  /** `UTC`, an IANA name, a zone of the file, or null: whatever the calendar's own zone is. */
  readonly zone: IcalZone | null;
};

/** The UTC moment at which the zone's clock shows the local time. */
export type IcalZone = (localMs: number) => number;

const stampPattern = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/;

/** The line as ical.js has it; a fault says where the line stands. */
export function propertyOf({ line, text }: ContentLine): ICAL.Property {
  try {
    return ICAL.Property.fromString(text);
  } catch {
    throw new HolidayFault('property_malformed', line, text);
  }
}

/** The line's value; ical.js reads some only when they are asked for. */
export function valueOf(line: ContentLine): unknown {
  try {
    return propertyOf(line).getFirstValue();
  } catch {
    throw new HolidayFault('property_malformed', line.line, line.text);
  }
}

/** Text with its escapes undone, of at most so many characters. */
export function textOf(line: ContentLine | null, lengthMax: number): string {
  if (line === null) return '';
  const value = valueOf(line);
  const text = typeof value === 'string' ? value : '';
  return [...text.replaceAll(/\s+/g, ' ').trim().normalize('NFC')].slice(0, lengthMax).join('');
}

/** Every date or moment of the line: DTSTART has one, EXDATE and RDATE may list several. */
export function momentsOf(line: ContentLine, zones: IcalZones): IcalMoment[] {
  const property = propertyOf(line);
  const tzid: unknown = property.getParameter('tzid');
  const zone = typeof tzid === 'string' ? zones.find(tzid, line) : null;
  const raw = line.text.slice(line.text.lastIndexOf(':') + 1).trim();
  return raw.split(',').map((text) => momentOf(text.split('/')[0] ?? '', line, zone));
}

function momentOf(text: string, line: ContentLine, zone: IcalZone | null): IcalMoment {
  const match = stampPattern.exec(text.trim());
  const part = (index: number): number => Number(match?.[index] ?? 0);
  const day = epochDayFrom({ year: part(1), month: part(2), day: part(3) });
  const isTime = part(4) <= 23 && part(5) <= 59 && part(6) <= 60;
  if (match === null || day === null || !isTime || part(1) < 1900) {
    throw new HolidayFault('date_malformed', line.line, text);
  }
  const isDate = match[4] === undefined;
  const localMs = day * dayMs + (part(4) * 60 + part(5)) * minuteMs + part(6) * 1000;
  return { isDate, localMs, zone: match[7] === 'Z' ? (ms) => ms : isDate ? null : zone };
}

/** How long the event lasts by its DURATION, in ms. */
export function durationOf(line: ContentLine): number {
  const value = valueOf(line);
  if (!(value instanceof ICAL.Duration)) {
    throw new HolidayFault('property_malformed', line.line, line.text);
  }
  return value.toSeconds() * 1000;
}

export type IcalZones = {
  /** Throws a fault at the line for a zone that neither the runtime nor the file knows. */
  readonly find: (tzid: string, line: ContentLine) => IcalZone;
};

/** Zones by IANA name, else by the file's own VTIMEZONE (Outlook names them as Windows does). */
export function zonesOf(calendars: readonly IcalComponent[]): IcalZones {
  const own = new Map<string, IcalComponent>();
  for (const calendar of calendars) {
    for (const component of calendar.components) {
      const id = component.lines.find(({ name }) => name === 'TZID');
      if (component.name === 'VTIMEZONE' && id !== undefined) own.set(textOf(id, 200), component);
    }
  }
  return {
    find: (tzid, line) => {
      const name = tzid.replace(/^\/[^/]+\/(?:[^/]+\/)?(?=[A-Z][A-Za-z_]+\/)/, '');
      if (isKnownTimeZone(name)) return (localMs) => fromLocalMs(name, localMs, 'first');
      const component = own.get(tzid);
      if (component === undefined) throw new HolidayFault('time_zone_unknown', line.line, tzid);
      return zoneOfFile(component, tzid);
    },
  };
}

function zoneOfFile(component: IcalComponent, tzid: string): IcalZone {
  let zone: ICAL.Timezone;
  try {
    zone = new ICAL.Timezone({ component: new ICAL.Component(jcalOf(component)), tzid });
  } catch {
    throw new HolidayFault('time_zone_unknown', component.line, tzid);
  }
  return (localMs) => {
    const at = ICAL.Time.fromString(new Date(localMs).toISOString().slice(0, 19), undefined);
    return localMs - zone.utcOffset(at) * 1000;
  };
}

function jcalOf(component: IcalComponent): [string, unknown[], unknown[]] {
  return [
    component.name.toLowerCase(),
    component.lines.map((line): unknown => propertyOf(line).toJSON()),
    component.components.map(jcalOf),
  ];
}
