import type { FutureEvent } from '#contract/timeline.ts';
import type { Wording } from './event-words.ts';

/** What will happen at one moment to one clock, told once. */
export type FutureMoment = { readonly event: FutureEvent; readonly mark: FutureEvent | null };

/** A breach has a mark of its own at the same moment: the two are one. */
export function futureMoments(future: readonly FutureEvent[]): readonly FutureMoment[] {
  const isBreachOf = (event: FutureEvent, mark: FutureEvent): boolean =>
    event.kind === 'clock_breached' &&
    mark.kind === 'mark_reached' &&
    event.at === mark.at &&
    event.detail['clockId'] === mark.detail['clockId'];
  return future
    .filter((mark) => !future.some((event) => isBreachOf(event, mark)))
    .map((event) => ({ event, mark: future.find((mark) => isBreachOf(event, mark)) ?? null }));
}

/** What will happen if nobody acts, in one sentence. */
export function futureSentence(event: FutureEvent, wording: Wording): string {
  const { t, format } = wording;
  const metric = event.metric === null ? t('ticket.clock') : t(`common.metric.${event.metric}`);
  const who = format.list(event.who);
  switch (event.kind) {
    case 'hop_offered':
      return t('ticket.future.hop_offered', {
        who: who === '' ? t('common.unknown') : who,
        minutes: format.duration(minutesOf(event) * 60_000),
      });
    case 'clock_breached':
      return who === ''
        ? t('ticket.future.clock_breached', { metric })
        : t('ticket.future.clock_breached.escalates', { metric, who });
    case 'mark_reached':
      return t('ticket.future.mark_reached', { metric, actions: actionsIn(event, wording) });
    default: {
      const key = `ticket.future.${event.kind}`;
      return t.has(key) ? t(key) : event.kind;
    }
  }
}

function minutesOf(event: FutureEvent): number {
  const minutes = event.detail['acknowledgeMinutes'];
  return typeof minutes === 'number' ? minutes : 0;
}

/** What else the mark of a breach does; that it escalates is said already. */
export function breachActions(mark: FutureEvent, wording: Wording): string {
  const actions = Array.isArray(mark.detail['actions']) ? mark.detail['actions'] : [];
  const others = actions.filter(
    (action: unknown) =>
      !(
        typeof action === 'object' &&
        action !== null &&
        'type' in action &&
        action.type === 'escalate'
      ),
  );
  if (others.length === 0) return '';
  return actionsIn({ ...mark, detail: { ...mark.detail, actions: others } }, wording);
}

/** What a mark does when it is reached: who is told, whether it escalates. */
function actionsIn(event: FutureEvent, { t, format }: Wording): string {
  const actions = Array.isArray(event.detail['actions']) ? event.detail['actions'] : [];
  const words = actions.flatMap((action: unknown) => {
    if (typeof action !== 'object' || action === null || !('type' in action)) return [];
    if (action.type === 'notify' && 'whom' in action && Array.isArray(action.whom)) {
      const told = action.whom.flatMap((whom: unknown) => whomWord(whom, t));
      return told.length === 0 ? [] : [t('ticket.future.tells', { who: format.list(told) })];
    }
    const key = `ticket.future.action.${String(action.type)}`;
    return t.has(key) ? [t(key)] : [];
  });
  return words.length === 0 ? t('ticket.future.action.warns') : format.list(words);
}

function whomWord(whom: unknown, t: Wording['t']): readonly string[] {
  if (typeof whom !== 'object' || whom === null || !('kind' in whom)) return [];
  const key = `ticket.future.whom.${String(whom.kind)}`;
  return t.has(key) ? [t(key)] : [];
}
