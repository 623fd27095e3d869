import type { TicketPage } from '#contract/ticket-page.ts';
import type { Values } from '#locales/message-format.ts';
import type { Format } from '../../lib/format.ts';
import type { People } from '../../lib/use-directory.ts';
import { numberText } from '../../lib/ticket-number.ts';
import type { Translate } from '../../lib/use-translation.tsx';
import type { EventEntry } from './event-entry-of.ts';
import { languageName } from './language-name.ts';

/** What an event is worded with: the reader's language, and the names behind its ids. */
export type Wording = {
  readonly t: Translate;
  readonly format: Format;
  readonly people: People;
  readonly page: TicketPage;
};

/** What happened, in one sentence. A type that this desk does not know is named as it is. */
export function eventSentence(entry: EventEntry, wording: Wording): string {
  const { t } = wording;
  const values = valuesOf(entry, wording);
  const key = `ticket.event.${variantOf(entry)}`;
  return t.has(key) ? t(key, values) : entry.code;
}

/** Some of one code still read better apart. */
function variantOf({ code, event }: EventEntry): string {
  const { detail, actor } = event;
  if (code === 'ticket.assigned.taken' && detail['toOwnerId'] === actor.id) return 'taken_by_self';
  const isDateless = detail['dueAfter'] === null || detail['dueAfter'] === undefined;
  if (code === 'clock.started' && isDateless) return 'clock.started.open';
  return isShownBeside({ code, event }) ? 'clock.breached.now' : code;
}

/** A breach that was noticed in time has its moment beside the line already. */
function isShownBeside({ code, event }: Pick<EventEntry, 'code' | 'event'>): boolean {
  const at = event.detail['breachedAt'];
  if (code !== 'clock.breached' || (typeof at !== 'number' && typeof at !== 'string')) return false;
  return Math.abs(new Date(at).getTime() - Date.parse(event.at)) < 60_000;
}

function valuesOf(entry: EventEntry, wording: Wording): Values {
  const { t, format } = wording;
  const { detail, actor } = entry.event;
  const moment = (name: string) => {
    const at = detail[name];
    return typeof at === 'number' || typeof at === 'string' ? format.dateTime(at) : '';
  };
  return {
    actor: actor.name ?? t(actor.kind === 'contact' ? 'ticket.customer' : 'common.brand'),
    from: valueWord(entry, 'from', wording),
    to: valueWord(entry, 'to', wording),
    owner: agentWord(detail['toOwnerId'], wording),
    formerOwner: agentWord(detail['fromOwnerId'], wording),
    team: teamWord(detail['toTeamId'], wording),
    changes: tagChanges(detail),
    number: numberWord(detail),
    count: numberOf(detail['messageCount']),
    until: moment('until'),
    since: moment('idleSince'),
    due: moment('dueAfter') || moment('breachedAt') || moment('reachedAt') || moment('closeBy'),
    deadline: moment('deadline'),
    days: numberOf(detail['daysLeft']),
    score: numberOf(detail['score']),
    reason: reasonWord(textOf(detail['reason']), wording),
    signs: format.list(listOf(detail['signs']).map((sign) => signWord(sign, t))),
    receiver: receiverWord(entry, wording),
    minutes: format.duration(numberOf(detail['acknowledgeMinutes']) * 60_000),
    metric: metricWord(entry, wording),
  };
}

/** Why a reply did not arrive; before it had a code, an event kept a sentence. */
function reasonWord(reason: string, { t }: Wording): string {
  const key = `common.mail.${reason}`;
  return t.has(key) ? t(key) : reason;
}

function valueWord(entry: EventEntry, name: 'from' | 'to', { t }: Wording): string {
  const value = textOf(entry.event.detail[name]);
  if (entry.code === 'ticket.language_changed') return languageName(value, t.language);
  const key = `common.priority.${value}`;
  if (entry.code === 'ticket.priority_changed' && t.has(key)) return t(key);
  return value === '' ? t('common.none') : value;
}

function agentWord(id: unknown, { t, people, page }: Wording): string {
  if (typeof id !== 'string') return t('common.unassigned');
  const { owner, handlerAgent } = page.ticket;
  const known = [owner, handlerAgent].find((each) => each?.id === id)?.name;
  return people.agentName(id) ?? known ?? t('common.unknown');
}

function teamWord(id: unknown, { t, people, page }: Wording): string {
  if (typeof id !== 'string') return t('common.none');
  const { team } = page.ticket;
  return people.teamName(id) ?? (team?.id === id ? team.name : t('common.unknown'));
}

/** Whom a hop went to, by name: the page's escalations hold it. */
function receiverWord({ event }: EventEntry, { t, format, page }: Wording): string {
  const hop = page.escalations
    .flatMap((escalation) => escalation.hops)
    .find((each) => each.id === event.detail['hopId']);
  if (hop === undefined) return t('common.unknown');
  const names = hop.to.agents.map(({ name }) => name);
  if (hop.to.team !== null && names.length === 0) return hop.to.team.name;
  return names.length === 0 ? t('common.unknown') : format.list(names);
}

function metricWord(entry: EventEntry, { t, page }: Wording): string {
  const clock = page.clocks.find((each) => each.id === entry.clock?.clockId);
  const key = `common.metric.${entry.clock?.metric ?? clock?.metric ?? ''}`;
  return t.has(key) ? t(key) : t('ticket.clock');
}

function signWord(sign: string, t: Translate): string {
  const key = `conflict.sign.${sign}`;
  return t.has(key) ? t(key) : sign;
}

/** The other ticket, for what happened between two. */
function numberWord(detail: Readonly<Record<string, unknown>>): string {
  const { split } = detail;
  const from =
    typeof split === 'object' && split !== null && 'fromNumber' in split ? split.fromNumber : null;
  const numbers = [detail['intoNumber'], detail['newNumber'], detail['fromNumber'], from];
  const number = numbers.find((each): each is number => typeof each === 'number');
  return number === undefined ? '' : numberText(number);
}

function tagChanges(detail: Readonly<Record<string, unknown>>): string {
  return [
    ...listOf(detail['added']).map((tag) => `+${tag}`),
    ...listOf(detail['removed']).map((tag) => `−${tag}`),
  ].join(' ');
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
