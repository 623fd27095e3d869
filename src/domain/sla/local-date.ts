import { dayMs } from '../kernel/instant.ts';
import { type LocalDate, type Weekday, weekdays } from './calendar.ts';

/**
 * Dates as whole days since 1970-01-01 in the proleptic Gregorian calendar. Plain arithmetic:
 * compiling a year walks 366 of them, and none of it depends on a zone.
 */
export type EpochDay = number;

type DateParts = { readonly year: number; readonly month: number; readonly day: number };

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day of `YYYY-MM-DD`, or null when the text names no real date. */
export function epochDayOf(date: LocalDate): EpochDay | null {
  const match = datePattern.exec(date);
  if (match === null) return null;
  return epochDayFrom({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
}

/** The day of the parts, or null when the month has no such day (29 February in most years). */
export function epochDayFrom(parts: DateParts): EpochDay | null {
  const ms = Date.UTC(parts.year, parts.month - 1, parts.day);
  const day = ms / dayMs;
  const back = datePartsOf(day);
  const isReal = back.year === parts.year && back.month === parts.month && back.day === parts.day;
  return isReal ? day : null;
}

/** The first of January of the year. */
export function firstDayOfYear(year: number): EpochDay {
  return Date.UTC(year, 0, 1) / dayMs;
}

/** The day as year, month (1–12) and day of the month. */
export function datePartsOf(day: EpochDay): DateParts {
  // Days since 0000-03-01, so that the leap day ends its year (Howard Hinnant, civil_from_days).
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear =
    ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

export function dateTextOf(day: EpochDay): LocalDate {
  const parts = datePartsOf(day);
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(parts.year, 4)}-${pad(parts.month, 2)}-${pad(parts.day, 2)}`;
}

export function weekdayOf(day: EpochDay): Weekday {
  // 1970-01-01 was a Thursday.
  const index = (((day + 3) % 7) + 7) % 7;
  return weekdays[index] ?? 'mon';
}

const timePattern = /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?$/;

/**
 * Minutes since midnight of `HH:MM`, `24:00` included, or of `HH:MM:SS`, which calendars brought
 * in from elsewhere have; null when the text is no such time.
 */
export function minutesOf(time: string): number | null {
  const match = timePattern.exec(time);
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]) + Number(match[3] ?? 0) / 60;
  return minutes <= 1440 ? minutes : null;
}
