import { whyWords } from '../escalation/words.ts';
import type { EventEntry } from './event-entry-of.ts';
import type { Wording } from './event-words.ts';

/** Below this nobody would call it late; the promise is one second (SPEC D4). */
const latenessMsShown = 2000;

/** Why it happened: the clock, the rule, how late it was noticed. One sentence each. */
export function eventReasons(entry: EventEntry, wording: Wording): readonly string[] {
  return [
    ...reasonOfClimb(entry, wording),
    ...clockReason(entry, wording),
    ...ruleReason(entry, wording),
    ...routingReasons(entry, wording),
    ...lateReason(entry, wording),
  ];
}

function reasonOfClimb({ event }: EventEntry, { t }: Wording): readonly string[] {
  if (event.type !== 'escalation.started' && event.type !== 'escalation.closed') return [];
  const code = event.detail[event.type === 'escalation.started' ? 'reason' : 'cause'];
  const kind = event.type === 'escalation.started' ? 'reason' : 'cause';
  const key = `escalation.${kind}.${String(code)}`;
  return t.has(key) ? [t(key)] : [];
}

/** What follows from a clock says which; the clock's own events name it already. */
function clockReason({ event, clock }: EventEntry, { t, page }: Wording): readonly string[] {
  if (clock === null || event.type.startsWith('clock.')) return [];
  const metric = clock.metric ?? page.clocks.find((each) => each.id === clock.clockId)?.metric;
  const key = `common.metric.${metric ?? ''}`;
  return t.has(key) ? [t('ticket.why.clock', { metric: t(key) })] : [];
}

function ruleReason({ event, rule }: EventEntry, { t, page }: Wording): readonly string[] {
  if (rule === null || event.type !== 'escalation.started') return [];
  if (rule.ruleId === null) return [t('ticket.why.fallback')];
  const escalation = page.escalations.find((each) => each.id === event.detail['escalationId']);
  const name = escalation?.ruleName ?? null;
  return name === null ? [] : [t('ticket.why.rule', { rule: name })];
}

function routingReasons({ why }: EventEntry, { t, people }: Wording): readonly string[] {
  const named = why.map(({ code, subject }) => {
    const name =
      subject === null ? '' : (people.agentName(subject) ?? people.teamName(subject) ?? subject);
    return { code, values: { subject: name } };
  });
  return whyWords(t, named);
}

function lateReason({ latenessMs }: EventEntry, { t, format }: Wording): readonly string[] {
  if (latenessMs === null || latenessMs < latenessMsShown) return [];
  return [t('ticket.why.late', { duration: format.duration(latenessMs) })];
}
