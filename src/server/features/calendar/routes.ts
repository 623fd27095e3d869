import {
  adoptCalendar,
  archiveCalendar,
  createCalendar,
  listCalendars,
  previewCalendar,
  readCalendar,
  readCalendarVersion,
  saveCalendar,
} from '#contract/calendar.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { adoptCurrentVersion } from './adopt.ts';
import { addCalendar, addCalendarVersion, putAwayCalendar } from './commands.ts';
import { readOutlook } from './outlook.ts';
import { readCalendarDetail, readCalendars, readVersionOf } from './queries.ts';

/** Calendars: zones, hours and holidays, in versions that never change. */
export function calendarRoutes(core: WriteCore): readonly Route[] {
  return [...readingRoutes(core), ...writingRoutes(core)];
}

function readingRoutes(core: WriteCore): readonly Route[] {
  const { db } = core;
  return [
    route({
      ...listCalendars,
      handler: async ({ actor }) => ({
        items: await readCalendars(db, actor.workspaceId),
        nextCursor: null,
      }),
    }),
    route({
      ...readCalendar,
      errors: ['not_found'],
      handler: async ({ actor, params }) =>
        found(await readCalendarDetail(db, actor.workspaceId, params.calendarId)),
    }),
    route({
      ...readCalendarVersion,
      errors: ['not_found'],
      handler: async ({ actor, params }) =>
        found(await readVersionOf(db, actor.workspaceId, params)),
    }),
    route({
      ...previewCalendar,
      errors: ['calendar_invalid'],
      handler: async ({ body }) => readOutlook(body.document, core.clock.now(), body.weeks),
    }),
  ];
}

function writingRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...createCalendar,
      errors: ['calendar_invalid'],
      handler: ({ actor, body, request }) =>
        addCalendar(core, { actor, address: request.ip }, body.document),
    }),
    route({
      ...saveCalendar,
      errors: ['not_found', 'calendar_invalid', 'version_mismatch'],
      handler: ({ actor, params, body, request }) =>
        addCalendarVersion(core, { actor, address: request.ip }, { ...params, ...body }),
    }),
    route({
      ...archiveCalendar,
      errors: ['not_found', 'in_use'],
      handler: ({ actor, params, body, request }) =>
        putAwayCalendar(core, { actor, address: request.ip }, { ...params, ...body }),
    }),
    route({
      ...adoptCalendar,
      errors: ['not_found', 'reference_not_found', 'policy_invalid'],
      handler: async ({ actor, params, body, request }) => {
        const by = { actor, address: request.ip };
        await adoptCurrentVersion(core, by, { ...params, ...body });
        return found(await readCalendarDetail(core.db, actor.workspaceId, params.calendarId));
      },
    }),
  ];
}

function found<T>(thing: T | null): T {
  if (thing === null) throw new RequestRefused('not_found');
  return thing;
}
