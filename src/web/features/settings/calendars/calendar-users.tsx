import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { adoptCalendar, type CalendarDetail, listCalendars } from '#contract/calendar.ts';
import { readMatrix } from '#contract/matrix.ts';
import { listPolicies } from '#contract/policy.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { refresh } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Section } from '../../security/page-frame.tsx';
import { ApplyDialog } from '../apply-dialog.tsx';

/** What counts by the calendar, and the ways to bring what still names an older version along. */
export function CalendarUsers({ calendar }: { readonly calendar: CalendarDetail }) {
  const t = useTranslation();
  const may = useMay();
  const [isApplying, setApplying] = useState(false);
  const { teams, policies, rules } = calendar.usedBy;
  const olderPolicies = policies.filter(({ isCurrent }) => !isCurrent);
  const hasOlderRules = rules.some(({ isCurrent }) => !isCurrent);
  const adopting = useMutation({
    mutationFn: () =>
      call(adoptCalendar, {
        params: { calendarId: calendar.id },
        body: { policyIds: olderPolicies.map(({ id }) => id), isForMatrix: hasOlderRules },
      }),
    onSuccess: () =>
      Promise.all([refresh(listCalendars.tag), refresh(listPolicies.tag), refresh(readMatrix.tag)]),
  });
  const hasOlder = olderPolicies.length > 0 || hasOlderRules;
  return (
    <Section title={t('sla.calendar.users')} hint={t('sla.calendar.usersHint')}>
      <div className="flex flex-col gap-3 p-4">
        {adopting.isError && <Banner tone="bad">{problemText(t, adopting.error)}</Banner>}
        <UserLine
          label={t('sla.calendar.teams')}
          users={teams.map((each) => ({ ...each, isCurrent: true }))}
        />
        <UserLine label={t('sla.policies')} users={policies} />
        <UserLine label={t('sla.calendar.rules')} users={rules} />
        {hasOlder && may('policy.write') && (
          <Banner
            tone="warning"
            actions={
              <Button size="small" isPending={adopting.isPending} onPress={() => adopting.mutate()}>
                {t('sla.calendar.adopt')}
              </Button>
            }
          >
            {t('sla.calendar.older')}
          </Banner>
        )}
        {calendar.olderClockCount > 0 && may('policy.write') && (
          <Banner
            actions={
              <Button size="small" onPress={() => setApplying(true)}>
                {t('sla.apply')}
              </Button>
            }
          >
            {t('sla.calendar.olderClocks', { count: calendar.olderClockCount })}
          </Banner>
        )}
      </div>
      {isApplying && (
        <ApplyDialog
          scope={{ kind: 'calendar', calendarId: calendar.id }}
          onClose={() => {
            setApplying(false);
            void refresh(listCalendars.tag);
          }}
        />
      )}
    </Section>
  );
}

type User = { readonly id: string; readonly name: string; readonly isCurrent: boolean };

function UserLine({ label, users }: { readonly label: string; readonly users: readonly User[] }) {
  const t = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="w-40 shrink-0 text-muted">{label}</span>
      {users.length === 0 && <span className="text-faint">{t('common.none')}</span>}
      {users.map(({ id, name, isCurrent }) => (
        <Badge key={id} tone={isCurrent ? 'neutral' : 'warm'}>
          {isCurrent ? name : t('sla.calendar.olderVersion', { name })}
        </Badge>
      ))}
    </div>
  );
}
