import { z } from 'zod';
import { extraWorkingDay, holiday } from './calendar.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText, pageOf } from './page.ts';

/*
 * Days off that somebody may take into a calendar: by country, from an iCalendar file, or from an
 * address that is kept and read again. All of them are proposals. Nothing here changes a calendar;
 * what is chosen becomes part of its next version when that is saved.
 */

export const holidayCountry = z
  .object({
    /** ISO 3166-1, two letters. */
    code: z.string(),
    /** In English; pages name it in the reader's language. */
    name: z.string(),
    /** States, and places in them as `BY.A`, whose holidays differ from those of the country. */
    regions: z.array(z.object({ code: z.string(), name: z.string() })),
  })
  .meta({ id: 'HolidayCountry' });
export type HolidayCountry = z.infer<typeof holidayCountry>;

export const holidayProposal = z
  .object({
    /** Names it within this answer only. */
    id: z.string(),
    year: z.int(),
    /** As it would stand in a calendar: a holiday, or a make-up day that is worked. */
    entry: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('closed'), holiday }),
      z.object({ kind: z.literal('worked'), day: extraWorkingDay }),
    ]),
    /** `optional` is kept by some only, `observance` by name only. */
    category: z.enum(['public', 'bank', 'optional', 'school', 'observance', 'event']),
    /**
     * How it is known: worked out by rules (`library`), published by an authority (`announced`),
     * due by law but not yet announced or subject to the moon (`convention`), or read (`file`).
     */
    origin: z.enum(['library', 'announced', 'convention', 'file']),
    source: z.object({ title: z.string(), url: z.string() }).nullable(),
    /** For whom it is, where it is not for all. */
    note: z.string().nullable(),
  })
  .meta({ id: 'HolidayProposal' });
export type HolidayProposal = z.infer<typeof holidayProposal>;

export const holidayReading = z
  .object({
    /** What the file calls itself. */
    name: z.string().nullable(),
    items: z.array(holidayProposal),
    /** Events that lie outside the years, were cancelled, or have no length. */
    leftOutCount: z.int(),
  })
  .meta({ id: 'HolidayReading' });
export type HolidayReading = z.infer<typeof holidayReading>;

/** `YYYY-MM-DD`, or `MM-DD` for a day of every year. */
const holidayDay = z.string();

export const holidayChange = z
  .object({
    name: z.string(),
    closedHours: holiday.shape.closedHours,
    added: z.array(holidayDay),
    gone: z.array(holidayDay),
  })
  .meta({ id: 'HolidayChange' });
export type HolidayChange = z.infer<typeof holidayChange>;

export const holidayFeed = z
  .object({
    id: idText,
    name: z.string(),
    url: z.string(),
    /** When it was last read without fault. */
    readAt: instantText,
  })
  .meta({ id: 'HolidayFeed' });
export type HolidayFeed = z.infer<typeof holidayFeed>;

export const holidayFeedReading = z
  .object({
    feed: holidayFeed,
    items: z.array(holidayProposal),
    leftOutCount: z.int(),
    /** Against the current version of the calendar; days that are past are never `gone`. */
    changes: z.array(holidayChange),
  })
  .meta({ id: 'HolidayFeedReading' });
export type HolidayFeedReading = z.infer<typeof holidayFeedReading>;

/** The most characters a file may have; holiday calendars have some tens of thousands. */
export const holidayFileCharsMax = 1_000_000;

const years = z.array(z.int().min(1970).max(2100)).max(6);
const address = z.string().trim().min(1).max(2000);

export const listHolidayCountries = endpoint({
  method: 'GET',
  url: '/api/v1/holiday-countries',
  summary: 'Countries and regions whose holidays can be proposed.',
  tag: 'holidays',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: { response: pageOf(holidayCountry) },
});

export const readHolidays = endpoint({
  method: 'POST',
  url: '/api/v1/holiday-readings',
  summary: 'Proposes holidays of a country, of an iCalendar text or of an address. Saves nothing.',
  tag: 'holidays',
  permission: 'policy.write',
  scope: 'settings:write',
  schema: {
    body: z.object({
      from: z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('country'),
          country: z.string().length(2),
          region: z.string().max(20).nullable().default(null),
        }),
        z.object({ kind: z.literal('text'), text: z.string().max(holidayFileCharsMax) }),
        z.object({ kind: z.literal('address'), url: address }),
      ]),
      /** Of the calendar: the zone in which events with times close it. */
      timeZone: z.string().max(80).default('UTC'),
      /** This year and the next two unless said; what repeats every year needs none. */
      years: years.default([]),
      /** In which the holidays of a country are named, where such names are known. */
      language: z.string().max(20).default('en'),
    }),
    response: holidayReading,
  },
});

const calendarParams = z.object({ calendarId: idText });
const feedParams = calendarParams.extend({ feedId: idText });

export const listHolidayFeeds = endpoint({
  method: 'GET',
  url: '/api/v1/calendars/:calendarId/holiday-feeds',
  summary: 'The addresses of holidays that are kept on a calendar.',
  tag: 'holidays',
  // An address may hold a key that lets its bearer read a private calendar.
  permission: 'policy.write',
  scope: 'settings:write',
  schema: { params: calendarParams, response: pageOf(holidayFeed) },
});

export const addHolidayFeed = endpoint({
  method: 'POST',
  url: '/api/v1/calendars/:calendarId/holiday-feeds',
  summary: 'Keep an address of holidays on a calendar, once it has been read without fault.',
  tag: 'holidays',
  permission: 'policy.write',
  scope: 'settings:write',
  status: 201,
  schema: {
    params: calendarParams,
    body: z.object({
      url: address,
      /** What the file calls itself unless said. */
      name: z.string().trim().min(1).max(120).nullable().default(null),
      years: years.default([]),
    }),
    response: holidayFeedReading,
  },
});

export const readHolidayFeed = endpoint({
  method: 'POST',
  url: '/api/v1/calendars/:calendarId/holiday-feeds/:feedId/readings',
  summary: 'Reads a kept address again and says what changed. Publishing that is up to a person.',
  tag: 'holidays',
  permission: 'policy.write',
  scope: 'settings:write',
  schema: {
    params: feedParams,
    body: z.object({ years: years.default([]) }),
    response: holidayFeedReading,
  },
});

export const dropHolidayFeed = endpoint({
  method: 'DELETE',
  url: '/api/v1/calendars/:calendarId/holiday-feeds/:feedId',
  summary: 'Forget an address of holidays; what was taken from it stays in the calendar.',
  tag: 'holidays',
  permission: 'policy.write',
  scope: 'settings:write',
  schema: { params: feedParams },
});
