import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { addTimeOff, type Agent, listAgents, removeTimeOff } from '#contract/agent.ts';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format.ts';
import { refresh } from '../../../lib/query.ts';
import { useMay, useSignedIn } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { type Period, PeriodFields } from '../shared/period-fields.tsx';
import { peopleProblemText } from '../shared/people-problem-text.ts';
import { momentOf } from '../shared/zoned-moment.ts';

const empty: Period = { from: '', to: '' };

/** When somebody is away; each line takes effect as it is added. */
export function TimeOffSection({ agent }: { readonly agent: Agent }) {
  const t = useTranslation();
  const mayManage = useMay()('team.manage');
  const { timeZone } = useSignedIn().workspace;
  const format = useFormat(timeZone);
  const [period, setPeriod] = useState(empty);
  const adding = useMutation({
    mutationFn: (body: { fromAt: string; toAt: string }) =>
      call(addTimeOff, { params: { agentId: agent.id }, body }),
    onSuccess: () => {
      setPeriod(empty);
      return refresh(listAgents.tag);
    },
  });
  const removing = useMutation({
    mutationFn: (timeOffId: string) =>
      call(removeTimeOff, { params: { agentId: agent.id, timeOffId } }),
    onSuccess: () => refresh(listAgents.tag),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fromAt = momentOf(period.from, timeZone);
    const toAt = momentOf(period.to, timeZone);
    if (fromAt !== null && toAt !== null) adding.mutate({ fromAt, toAt });
  };
  const problem = adding.error ?? removing.error;
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="font-semibold">{t('people.timeOff')}</h3>
      <p className="text-pretty text-muted">{t('people.timeOff.hint', { zone: timeZone })}</p>
      {agent.timeOff.length === 0 && <p className="text-faint">{t('people.timeOff.none')}</p>}
      <ul className="flex flex-col">
        {agent.timeOff.map(({ id, fromAt, toAt }) => (
          <li key={id} className="flex min-h-8 items-center gap-2 border-b border-line">
            <span className="grow">
              {t('people.period', { from: format.dateTime(fromAt), until: format.dateTime(toAt) })}
            </span>
            {mayManage && (
              <IconButton
                size="small"
                label={t('common.remove')}
                icon={<Trash2 />}
                onPress={() => removing.mutate(id)}
              />
            )}
          </li>
        ))}
      </ul>
      {problem && <Banner tone="bad">{peopleProblemText(t, problem)}</Banner>}
      {mayManage && (
        <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
          <PeriodFields period={period} onChange={setPeriod} />
          <Button type="submit" isPending={adding.isPending}>
            {t('common.add')}
          </Button>
        </form>
      )}
    </section>
  );
}
