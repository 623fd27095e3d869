/** What can be wrong with a file of holidays, or with what was asked of a country. */
export const holidayProblemCodes = [
  'not_a_calendar',
  'line_malformed',
  'component_unclosed',
  'end_unexpected',
  'property_malformed',
  'date_malformed',
  'start_missing',
  'end_before_start',
  'event_too_long',
  'recurrence_malformed',
  'recurrence_unsupported',
  'time_zone_unknown',
  'too_many_events',
  'took_too_long',
] as const;
export type HolidayProblemCode = (typeof holidayProblemCodes)[number];

export type HolidayProblem = {
  /** Of the file, from 1. */
  readonly line: number;
  readonly code: HolidayProblemCode;
  /** The start of the line, or the part of it that is wrong. */
  readonly value: string;
};

/** Thrown within the reading of one event; the reader gathers them. */
export class HolidayFault extends Error {
  override readonly name = 'HolidayFault';
  readonly problem: HolidayProblem;

  constructor(code: HolidayProblemCode, line: number, value: string) {
    super(code);
    this.problem = { code, line, value: value.slice(0, 80) };
  }
}
