import {
  addHolidayFeed,
  dropHolidayFeed,
  holidayFileCharsMax,
  listHolidayCountries,
  listHolidayFeeds,
  readHolidayFeed,
  readHolidays,
} from '#contract/holiday.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { addFeed, dropFeed, type FeedParts, readFeedAgain, readFeeds } from './feeds.ts';
import { readAddress, readText, yearsAsked } from './read-source.ts';

/** Four bytes a character at the most, and what stands around them. */
const bodyLimitBytes = 4 * holidayFileCharsMax + 64 * 1024;
const readErrors = [
  'holiday_file_invalid',
  'holiday_address_unreadable',
  'address_refused',
] as const;

/** Days off to take into a calendar: by country, from a file, from an address that is kept. */
export function holidayRoutes(parts: FeedParts): readonly Route[] {
  return [...proposalRoutes(parts), ...feedRoutes(parts)];
}

function proposalRoutes({ core, sources }: FeedParts): readonly Route[] {
  return [
    route({
      ...listHolidayCountries,
      handler: async () => ({ items: [...(await sources.reader.countries())], nextCursor: null }),
    }),
    route({
      ...readHolidays,
      errors: ['reference_not_found', ...readErrors],
      bodyLimitBytes,
      perMinute: 30,
      handler: async ({ body }) => {
        const { from, language } = body;
        const within = { timeZone: body.timeZone, years: yearsAsked(body.years, core.clock.now()) };
        if (from.kind === 'text') return readText(sources, from.text, within);
        if (from.kind === 'address') return readAddress(sources, from.url, within);
        const { country, region } = from;
        const found = await sources.reader.country({ country, region, language, ...within });
        if (found === null) throw new RequestRefused('reference_not_found');
        return found;
      },
    }),
  ];
}

function feedRoutes(parts: FeedParts): readonly Route[] {
  const { db } = parts.core;
  return [
    route({
      ...listHolidayFeeds,
      errors: ['not_found'],
      handler: async ({ actor, params }) => ({
        items: await readFeeds(db, actor.workspaceId, params.calendarId),
        nextCursor: null,
      }),
    }),
    route({
      ...addHolidayFeed,
      errors: ['not_found', 'conflict', ...readErrors],
      perMinute: 30,
      handler: ({ actor, params, body, request }) =>
        addFeed(parts, { actor, address: request.ip }, { ...params, ...body }),
    }),
    route({
      ...readHolidayFeed,
      errors: ['not_found', ...readErrors],
      perMinute: 30,
      handler: ({ actor, params, body, request }) =>
        readFeedAgain(parts, { actor, address: request.ip }, { ...params, ...body }),
    }),
    route({
      ...dropHolidayFeed,
      errors: ['not_found'],
      handler: ({ actor, params, request }) =>
        dropFeed(parts, { actor, address: request.ip }, params),
    }),
  ];
}
