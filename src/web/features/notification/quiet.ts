import type { NotificationChoices } from '#contract/session.ts';
import type { Presence } from '#domain/people/directory.ts';

export type Disturbance = {
  readonly choices: NotificationChoices;
  readonly presence: Presence;
  /** The workspace's zone, in which quiet hours are meant. */
  readonly timeZone: string;
  readonly nowMs: number;
};

/**
 * Whether a notice may sound and show itself beyond the page (C8). Pages, the escalations that are
 * mine to take, get through quiet hours and do-not-disturb; nothing else does.
 */
export function mayDisturb(urgency: 'normal' | 'page', at: Disturbance): boolean {
  if (urgency === 'page') return true;
  return at.presence !== 'do_not_disturb' && !isQuiet(at);
}

function isQuiet({ choices, timeZone, nowMs }: Disturbance): boolean {
  const { isOn, from, to } = choices.quietHours;
  if (!isOn || from === to) return false;
  const now = wallTime(nowMs, timeZone);
  // From the evening into the morning it goes around midnight.
  return from < to ? now >= from && now < to : now >= from || now < to;
}

/** `HH:MM` on the wall of the zone; as text it sorts like the time it names. */
function wallTime(nowMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(nowMs);
}
