import { intlTag, type Language } from '#locales/languages.ts';
import type { CommonKey } from '#locales/en/common.ts';
import type { Values } from '#locales/message-format.ts';

/** Any translator that knows the common words: the desk's, the portal's, the server's. */
export type CommonWords = {
  (key: CommonKey, values?: Values): string;
  readonly language: Language;
};
export type Moment = string | number | Date;
export type Format = ReturnType<typeof createFormatWith>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Says numbers, moments and spans in the reader's language, always with the Gregorian calendar and
 * Latin digits. Moments are shown in the device's time zone unless another is given.
 */
export function createFormatWith(t: CommonWords, timeZone?: string) {
  const tag = intlTag(t.language);
  const zone = timeZone === undefined ? {} : { timeZone };
  const dates = new Map<string, Intl.DateTimeFormat>();
  const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = JSON.stringify(options);
    const known = dates.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, ...zone });
    dates.set(key, known);
    return known;
  };
  const numbers = new Intl.NumberFormat(tag);
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const relatives = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' });
  const say = (at: Moment, options: Intl.DateTimeFormatOptions) =>
    dateFormat(options).format(new Date(at));
  const relative = (at: Moment, nowMs: number) => relativeTo(relatives, t, at, nowMs);

  return {
    date: (at: Moment) => say(at, { dateStyle: 'medium' }),
    dateTime: (at: Moment) =>
      say(at, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
    time: (at: Moment) => say(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    weekday: (at: Moment) => say(at, { weekday: 'long' }),
    /** Short for lists: the time today, the day this year, else the date. */
    compact: (at: Moment, nowMs: number) => say(at, compactStyle(new Date(at), new Date(nowMs))),
    dateWith: say,
    number: (value: number) => numbers.format(value),
    percent: (share: number) => percents.format(share),
    money: (value: number, currency: string) =>
      new Intl.NumberFormat(tag, { style: 'currency', currency }).format(value),
    list: (items: readonly string[]) => lists.format(items),
    relative,
    duration: (ms: number) => durationIn(t, ms),
    span: (ms: number) => durationIn(t, roundedMs(ms)),
  };
}

/** A span in its two largest units: "2 d 3 h", "1 h 5 m", "12 m", and seconds below a minute. */
export function durationIn(t: CommonWords, ms: number): string {
  const span = Math.abs(ms);
  if (span < minuteMs) return t('common.duration.s', { seconds: Math.floor(span / 1000) });
  const days = Math.floor(span / dayMs);
  const hours = Math.floor((span % dayMs) / hourMs);
  const minutes = Math.floor((span % hourMs) / minuteMs);
  if (days > 0 && hours > 0) return t('common.duration.dh', { days, hours });
  if (days > 0) return t('common.duration.d', { days });
  if (hours > 0 && minutes > 0) return t('common.duration.hm', { hours, minutes });
  if (hours > 0) return t('common.duration.h', { hours });
  return t('common.duration.m', { minutes });
}

/**
 * To the smallest unit that is shown: what is past and measured is rounded, so that parts add up to
 * their whole. Time that is left is not: it is less than it says, never more.
 */
function roundedMs(ms: number): number {
  const unit = ms < minuteMs ? 1000 : ms < dayMs ? minuteMs : hourMs;
  return Math.round(ms / unit) * unit;
}

function relativeTo(
  format: Intl.RelativeTimeFormat,
  t: CommonWords,
  at: Moment,
  nowMs: number,
): string {
  const ms = new Date(at).getTime() - nowMs;
  const span = Math.abs(ms);
  if (span < minuteMs) return t('common.time.now');
  if (span < hourMs) return format.format(Math.trunc(ms / minuteMs), 'minute');
  if (span < dayMs) return format.format(Math.trunc(ms / hourMs), 'hour');
  if (span < 30 * dayMs) return format.format(Math.trunc(ms / dayMs), 'day');
  return format.format(Math.trunc(ms / (30 * dayMs)), 'month');
}

function compactStyle(at: Date, now: Date): Intl.DateTimeFormatOptions {
  if (at.toDateString() === now.toDateString()) {
    return { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  }
  if (at.getFullYear() === now.getFullYear()) return { day: 'numeric', month: 'short' };
  return { day: 'numeric', month: 'short', year: 'numeric' };
}
