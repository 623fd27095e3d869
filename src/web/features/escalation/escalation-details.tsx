import type { ReactNode } from 'react';
import type { Escalation } from '#contract/escalation.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { BriefText } from './brief-text.tsx';
import { ClimbPath } from './climb-path.tsx';
import { FollowsList } from './follows-list.tsx';

type EscalationDetailsProps = { readonly page: TicketPage; readonly escalation: Escalation };

/** Why it climbs, the brief, the path, the time box, and what happens if nobody acts. */
export function EscalationDetails({ page, escalation }: EscalationDetailsProps) {
  const t = useTranslation();
  return (
    <div className="grid gap-x-6 gap-y-3 desk:grid-cols-2">
      <Part title={t('escalation.why')}>
        <Why escalation={escalation} />
      </Part>
      <Part title={t('escalation.path')}>
        <ClimbPath escalation={escalation} />
      </Part>
      <Part title={t('escalation.brief')}>
        <BriefText brief={escalation.brief} />
      </Part>
      <div className="flex flex-col gap-3">
        <Part title={t('escalation.box')}>
          <TimeBox closeBy={escalation.closeBy} />
        </Part>
        {escalation.state === 'active' && (
          <Part title={t('escalation.ifNobody')}>
            <FollowsList events={page.future.filter(({ kind }) => kind === 'hop_offered')} />
          </Part>
        )}
      </div>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="text-small font-medium text-muted">{title}</h3>
      {children}
    </section>
  );
}

function Why({ escalation }: { readonly escalation: Escalation }) {
  const t = useTranslation();
  const { reason, requestedBy, ruleName, startedBy, type } = escalation;
  const by =
    requestedBy === 'agent' && startedBy !== null
      ? t('escalation.by.agent', { name: startedBy.name })
      : t(requestedBy === 'customer' ? 'escalation.by.customer' : 'escalation.by.rule');
  const rule =
    ruleName === null
      ? t('escalation.sheet.noRule')
      : t('escalation.sheet.rule', { rule: ruleName });
  return (
    <>
      <p>
        <span className="font-medium">{t(`escalation.reason.${reason}`)}</span>
        {' · '}
        {t(`escalation.type.${type}`)}
        {' · '}
        {by}
      </p>
      <p className="text-small text-muted">
        {t('escalation.why.ofMatrix', { reason: rule, version: escalation.matrixVersion })}
      </p>
    </>
  );
}

function TimeBox({ closeBy }: { readonly closeBy: string }) {
  const t = useTranslation();
  const format = useFormat();
  const leftMs = Date.parse(closeBy) - useServerNow(60_000);
  const isOver = leftMs < 0;
  return (
    <p className={isOver ? 'font-medium text-breached-ink' : undefined}>
      {t(isOver ? 'escalation.box.over' : 'escalation.box.left', {
        date: format.date(closeBy),
        duration: format.duration(leftMs),
      })}
    </p>
  );
}
