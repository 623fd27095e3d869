import type { Notification } from '#contract/notification.ts';
import type { Translate } from '../../lib/use-translation.tsx';

/** What somebody is told, in one sentence of their language. */
export function noticeWords(t: Translate, notice: Notification): string {
  const { about, actor, contactName, detail } = notice;
  const person = actor?.kind === 'agent' ? actor.name : null;
  const byRule = `notification.about.${about}.rule`;
  if (person === null && t.has(byRule)) return t(byRule);
  const metric = `common.metric.${typeof detail['metric'] === 'string' ? detail['metric'] : ''}`;
  return t(`notification.about.${about}`, {
    actor: person ?? t('common.brand'),
    contact: contactName ?? t('common.unknown'),
    metric: t.has(metric) ? t(metric) : t('common.unknown'),
  });
}

/** The ticket it is about, as people say it. */
export function ticketWords(notice: Notification): string {
  const { ticket } = notice;
  if (ticket === null) return '';
  return ticket.subject === '' ? `#${ticket.number}` : `#${ticket.number} ${ticket.subject}`;
}

/** Where one goes to act on it. */
export function noticeHref(notice: Notification): string | null {
  if (notice.ticket === null) return null;
  const view = notice.about === 'hop_offered' ? 'escalated_to_me' : 'all';
  return `/inbox/${view}/${notice.ticket.id}`;
}
