import type { CalendarVersionId } from '../kernel/id.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * A stretch of one working day in local time, each edge as `HH:MM`. It belongs to the day it
 * opens on; `closes` before `opens` means the next day (22:00–06:00), and `24:00` is the
 * end of the day itself (C29, C30). `00:00`–`24:00` is a whole day.
 */
export type OpenInterval = { readonly opens: string; readonly closes: string };

export type WeeklyHours = Readonly<Record<Weekday, readonly OpenInterval[]>>;

/** A local date as `YYYY-MM-DD`. */
export type LocalDate = string;

/** On which dates a holiday falls. A lunar one (Tết, Eid) is a list of dates, year by year. */
export type HolidayDates =
  | { readonly kind: 'dates'; readonly dates: readonly LocalDate[] }
  /** Both ends belong to it. */
  | { readonly kind: 'range'; readonly from: LocalDate; readonly to: LocalDate }
  | { readonly kind: 'yearly'; readonly month: number; readonly day: number };

/** Closed for the whole date, or only for the hours named (a half day). */
export type Holiday = {
  readonly name: string;
  readonly on: HolidayDates;
  readonly closedHours: 'whole_day' | readonly OpenInterval[];
  /** The kept address it was read from; absent when somebody wrote or chose it by hand. */
  readonly feedId?: string | undefined;
};

/** Hours that replace those of the week on one date; they also win over a holiday on it. */
export type SpecialHours = {
  readonly name: string;
  readonly date: LocalDate;
  readonly intervals: readonly OpenInterval[];
};

/** A make-up day: a date, usually of a weekend, worked with the hours of another weekday. */
export type ExtraWorkingDay = {
  readonly name: string;
  readonly date: LocalDate;
  readonly hoursOf: Weekday;
};

/**
 * One version of a working calendar. Versions never change once published (C15), so what is
 * compiled from one may be cached for as long as the object lives.
 */
export type Calendar = {
  readonly id: CalendarVersionId;
  readonly name: string;
  /** IANA name, for instance `Asia/Ho_Chi_Minh`. The server's own zone never matters (C33). */
  readonly timeZone: string;
  /** Open at every moment; the hours and holidays below are then not read (C30). */
  readonly is24x7: boolean;
  readonly weekly: WeeklyHours;
  readonly holidays: readonly Holiday[];
  readonly extraWorkingDays: readonly ExtraWorkingDay[];
  readonly specialHours: readonly SpecialHours[];
  /**
   * Whether a holiday cuts by local date, so that a night shift into it stops at midnight, or by
   * shift, so that the shift which opened the evening before runs to its end (C29).
   */
  readonly holidayCut: 'local_date' | 'shift';
};
