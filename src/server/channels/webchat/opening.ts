import type { CalendarVersionId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Directory, Team } from '#domain/people/directory.ts';
import { isTeamOpen, reachableMembers } from '#domain/routing/availability.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import { isOpenAt, nextOpening, openTimeOf } from '#domain/sla/open-time.ts';
import type { WebchatChannel } from '#server/features/channel/public.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import { transaction } from '#server/platform/db/transaction.ts';

/** What the widget says of the people behind it. */
export type Opening = { readonly isOnline: boolean; readonly opensAt: Instant | null };

type Calendars = ReadonlyMap<CalendarVersionId, Calendar>;

/**
 * Whether a visitor may expect an answer now: a team that takes these chats is within its hours and
 * has somebody online. A channel without a team is answered by every team of the lowest tier.
 */
export async function openingOf(core: WriteCore, channel: WebchatChannel): Promise<Opening> {
  const { declared, directory } = await transaction(core.db, (tx) =>
    core.context(tx, channel.workspaceId),
  );
  const now = core.clock.now();
  const open = new Set(
    [...declared.calendars].flatMap(([id, calendar]) => (isOpenAt(calendar, now) ? [id] : [])),
  );
  const teams = answering(directory, channel);
  const isOnline = teams.some(
    (team) =>
      isTeamOpen(team, open) &&
      reachableMembers(directory, team).some(({ presence }) => presence === 'online'),
  );
  const isWithinHours = teams.some((team) => isTeamOpen(team, open));
  return { isOnline, opensAt: isWithinHours ? null : soonest(teams, declared.calendars, now) };
}

function answering(directory: Directory, channel: WebchatChannel): readonly Team[] {
  const own = channel.teamId === null ? undefined : directory.teams.get(channel.teamId);
  if (own !== undefined) return [own];
  const all = [...directory.teams.values()].sort((a, b) => (a.tier < b.tier ? -1 : 1));
  return all.filter(({ tier }) => tier === all[0]?.tier);
}

function soonest(teams: readonly Team[], calendars: Calendars, now: Instant): Instant | null {
  let first: Instant | null = null;
  for (const { calendarVersionId } of teams) {
    const calendar = calendarVersionId === null ? undefined : calendars.get(calendarVersionId);
    if (calendar === undefined) continue;
    const opens = nextOpening(openTimeOf(calendar), now);
    if (opens !== null && (first === null || opens < first)) first = opens;
  }
  return first;
}
