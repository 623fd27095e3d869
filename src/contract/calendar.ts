import { z } from 'zod';
import { weekdays } from '#domain/sla/calendar.ts';
import { outlookReasons } from '#domain/sla/outlook.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText, pageOf } from './page.ts';
import { named } from './ticket.ts';

/** Times are `HH:MM` in the calendar's zone; `24:00` ends a day, and closing before opening means the next day. */
export const openInterval = z
  .object({ opens: z.string().max(5), closes: z.string().max(5) })
  .meta({ id: 'OpenInterval' });
export type OpenInterval = z.infer<typeof openInterval>;

const dayHours = z.array(openInterval).max(24);
const dateText = z.string().max(10);
const dayName = z.string().trim().max(120);

export const holiday = z
  .object({
    name: dayName,
    on: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('dates'), dates: z.array(dateText).min(1).max(100) }),
      z.object({ kind: z.literal('range'), from: dateText, to: dateText }),
      z.object({ kind: z.literal('yearly'), month: z.int(), day: z.int() }),
    ]),
    /** The hours closed on a half day, or all of it. */
    closedHours: z.union([z.literal('whole_day'), dayHours]),
    /** The kept address it was read from; absent when it was written or chosen by hand. */
    feedId: idText.optional(),
  })
  .meta({ id: 'Holiday' });
export type Holiday = z.infer<typeof holiday>;

export const extraWorkingDay = z
  .object({ name: dayName, date: dateText, hoursOf: z.enum(weekdays) })
  .meta({ id: 'ExtraWorkingDay' });
export type ExtraWorkingDay = z.infer<typeof extraWorkingDay>;

/** What a calendar says. Its meaning is checked when it is saved, by the codes of the guide. */
export const calendarDocument = z
  .object({
    name: z.string().trim().min(1).max(120),
    /** IANA name, for instance `Asia/Ho_Chi_Minh`. */
    timeZone: z.string().min(1).max(80),
    /** Open at every moment; hours and holidays are then not read. */
    is24x7: z.boolean(),
    weekly: z.object({
      mon: dayHours,
      tue: dayHours,
      wed: dayHours,
      thu: dayHours,
      fri: dayHours,
      sat: dayHours,
      sun: dayHours,
    }),
    holidays: z.array(holiday).max(1000).default([]),
    extraWorkingDays: z.array(extraWorkingDay).max(366).default([]),
    specialHours: z
      .array(z.object({ name: dayName, date: dateText, intervals: dayHours }))
      .max(366)
      .default([]),
    /** Whether a holiday ends a night shift at midnight, or lets it run out. */
    holidayCut: z.enum(['local_date', 'shift']).default('local_date'),
  })
  .meta({ id: 'CalendarDocument' });
export type CalendarDocument = z.infer<typeof calendarDocument>;

/** One version without its content; versions never change. */
export const versionRow = z
  .object({
    id: idText,
    version: z.number().int(),
    createdAt: z.string(),
    createdBy: named.nullable(),
  })
  .meta({ id: 'VersionRow' });
export type VersionRow = z.infer<typeof versionRow>;

export const calendarVersion = versionRow
  .extend({ document: calendarDocument })
  .meta({ id: 'CalendarVersion' });
export type CalendarVersion = z.infer<typeof calendarVersion>;

export const calendarRow = z
  .object({
    id: idText,
    name: z.string(),
    archivedAt: z.string().nullable(),
    current: calendarVersion,
    teamCount: z.number().int(),
    /** Policies whose current version counts by any version of it. */
    policyCount: z.number().int(),
  })
  .meta({ id: 'CalendarRow' });
export type CalendarRow = z.infer<typeof calendarRow>;

/** Something that counts by the calendar; `isCurrent` is false when it names an older version. */
const user = named.extend({ isCurrent: z.boolean() });

export const calendarDetail = z
  .object({
    id: idText,
    name: z.string(),
    archivedAt: z.string().nullable(),
    current: calendarVersion,
    /** The newest first. */
    versions: z.array(versionRow),
    usedBy: z.object({
      /** Teams always take the current version. */
      teams: z.array(named),
      policies: z.array(user),
      /** Rules of the published matrix that ask for its hours. */
      rules: z.array(z.object({ id: z.string(), name: z.string(), isCurrent: z.boolean() })),
    }),
    /** Open clocks that run by an older version of it. */
    olderClockCount: z.number().int(),
  })
  .meta({ id: 'CalendarDetail' });
export type CalendarDetail = z.infer<typeof calendarDetail>;

const calendarParams = z.object({ calendarId: idText });

export const listCalendars = endpoint({
  method: 'GET',
  url: '/api/v1/calendars',
  summary: 'Every calendar with its current version; archived ones last.',
  tag: 'calendars',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: { response: pageOf(calendarRow) },
});

export const readCalendar = endpoint({
  method: 'GET',
  url: '/api/v1/calendars/:calendarId',
  summary: 'One calendar: its current version, its history, and what counts by it.',
  tag: 'calendars',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: { params: calendarParams, response: calendarDetail },
});

export const readCalendarVersion = endpoint({
  method: 'GET',
  url: '/api/v1/calendars/:calendarId/versions/:versionId',
  summary: 'One version of a calendar, current or past.',
  tag: 'calendars',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: { params: calendarParams.extend({ versionId: idText }), response: calendarVersion },
});

export const createCalendar = endpoint({
  method: 'POST',
  url: '/api/v1/calendars',
  summary: 'Make a calendar; what is written is its first version.',
  tag: 'calendars',
  permission: 'policy.write',
  scope: 'settings:write',
  status: 201,
  schema: { body: z.object({ document: calendarDocument }), response: calendarDetail },
});

export const saveCalendar = endpoint({
  method: 'POST',
  url: '/api/v1/calendars/:calendarId/versions',
  summary: 'Save a new version. Teams take it at once; policies and running clocks do not.',
  tag: 'calendars',
  permission: 'policy.write',
  scope: 'settings:write',
  status: 201,
  schema: {
    params: calendarParams,
    body: z.object({
      document: calendarDocument,
      /** The version that was edited. */
      version: z.number().int(),
    }),
    response: calendarDetail,
  },
});

export const archiveCalendar = endpoint({
  method: 'PUT',
  url: '/api/v1/calendars/:calendarId/archive',
  summary: 'Put a calendar away, or take it back. Nothing is ever deleted.',
  tag: 'calendars',
  permission: 'policy.write',
  scope: 'settings:write',
  schema: {
    params: calendarParams,
    body: z.object({ isArchived: z.boolean() }),
    response: calendarDetail,
  },
});

const closedReason = z.object({
  kind: z.enum(outlookReasons),
  /** Of the holiday, the special hours or the make-up day; empty for a weekday without hours. */
  name: z.string(),
});

export const calendarOutlook = z
  .object({
    isOpen: z.boolean(),
    /** The next openings and closings, at most ten. */
    changes: z.array(z.object({ at: instantText, kind: z.enum(['opens', 'closes']) })),
    /** Weeks from Monday to Sunday in the calendar's zone, the current one first. */
    weeks: z.array(
      z.object({
        openMinutes: z.number(),
        days: z.array(
          z.object({
            date: dateText,
            openMinutes: z.number(),
            intervals: z.array(z.object({ opensAt: instantText, closesAt: instantText })),
            /** Why it differs from an ordinary day, or is closed. */
            reasons: z.array(closedReason),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'CalendarOutlook' });
export type CalendarOutlook = z.infer<typeof calendarOutlook>;

export const previewCalendar = endpoint({
  method: 'POST',
  url: '/api/v1/calendar-outlooks',
  summary: 'What is open when in the coming weeks by a calendar as it is written. Saves nothing.',
  tag: 'calendars',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: {
    body: z.object({ document: calendarDocument, weeks: z.int().min(1).max(26).default(4) }),
    response: calendarOutlook,
  },
});

export const adoptCalendar = endpoint({
  method: 'POST',
  url: '/api/v1/calendars/:calendarId/adoptions',
  summary: 'Point policies, and the draft of the matrix, to the current version of a calendar.',
  tag: 'calendars',
  permission: 'policy.write',
  scope: 'settings:write',
  schema: {
    params: calendarParams,
    body: z.object({
      policyIds: z.array(idText).max(200).default([]),
      /** Changes the hours in the draft of the matrix; one is begun when there is none. */
      isForMatrix: z.boolean().default(false),
    }),
    response: calendarDetail,
  },
});
