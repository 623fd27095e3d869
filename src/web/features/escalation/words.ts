import type { Escalation, EscalationPreview, Hop } from '#contract/escalation.ts';
import type { FutureEvent } from '#contract/timeline.ts';
import { readMarker } from '#domain/escalation/brief.ts';
import type { Format } from '../../lib/format.ts';
import type { Translate } from '../../lib/use-translation.tsx';

/** A receiver by name: the people where they are named, else the team. */
export function receiverWords(receiver: Hop['to'], format: Format): string {
  if (receiver.agents.length > 0) return format.list(receiver.agents.map(({ name }) => name));
  return receiver.team?.name ?? '—';
}

/** Who has it now, or is asked: the person once somebody has accepted. */
export function holderWords(hop: Hop, format: Format): string {
  return hop.acknowledgedBy?.name ?? receiverWords(hop.to, format);
}

/** What a step names before anybody knows who will be there: `@on_call Billing`, `@manager`. */
export function stepWords(t: Translate, named: string): string {
  const [, code, team] = /^@([a-z_]+)(?: (.+))?$/su.exec(named) ?? [];
  if (code === undefined) return named;
  const key = team === undefined ? `escalation.who.${code}` : `escalation.who.${code}.of`;
  return t.has(key) ? t(key, { team }) : named;
}

/** Why somebody was chosen or passed by. A code that this desk does not know yet is left out. */
export function whyWords(
  t: Translate,
  why: EscalationPreview['suggested']['why'],
): readonly string[] {
  return why.flatMap(({ code, values }) => {
    const key = `escalation.why.${code}`;
    if (!t.has(key)) return [];
    const subject = typeof values['subject'] === 'string' ? values['subject'] : '';
    return [t(key, { subject: subjectWords(t, code, subject) })];
  });
}

function subjectWords(t: Translate, code: string, subject: string): string {
  if (code === 'role_match') {
    const key = `common.role.${subject}`;
    return t.has(key) ? t(key) : subject;
  }
  if (code !== 'language_match') return subject;
  try {
    return new Intl.DisplayNames(t.language, { type: 'language' }).of(subject) ?? subject;
  } catch {
    // Not a language tag after all: it is said as it stands.
    return subject;
  }
}

/** A part of a brief: a person's words as they are, a rule's in the reader's language. */
export function briefWords(t: Translate, format: Format, text: string): string {
  const marker = readMarker(text);
  if (marker === null) return text;
  const { reason, last } = marker.values;
  switch (marker.code) {
    case 'needed': {
      const key = `escalation.needed.${reason ?? 'other'}`;
      return t(t.has(key) ? key : 'escalation.needed.other');
    }
    case 'replied':
      return t('escalation.marker.replied', { last: last ? format.dateTime(last) : '—' });
    case 'no_reply_yet':
    case 'subject':
      return t(`escalation.marker.${marker.code}`);
    default:
      return marker.code satisfies never;
  }
}

/** One thing that follows when nobody acts; null for what is not worth a line here. */
export function followsWords(t: Translate, format: Format, event: FutureEvent): string | null {
  switch (event.kind) {
    case 'hop_offered': {
      const minutes = event.detail['acknowledgeMinutes'];
      return t('escalation.future.hop', {
        who: format.list(event.who.map((name) => stepWords(t, name))),
        duration: format.duration((typeof minutes === 'number' ? minutes : 0) * 60_000),
      });
    }
    case 'clock_breached':
      return event.metric === null
        ? null
        : t('escalation.future.breach', { metric: t(`common.metric.${event.metric}`) });
    case 'close_by':
      return t('escalation.future.closeBy');
    default:
      return null;
  }
}

/** The hop that is offered or worked on; null once the escalation has returned. */
export function openHopOf(escalation: Escalation): Hop | null {
  return escalation.hops.find(({ state }) => state !== 'ended') ?? null;
}
