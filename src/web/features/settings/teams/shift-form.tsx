import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addOnCallShifts, type Team } from '#contract/team.ts';
import { worksTickets } from '#domain/people/role.ts';
import { call } from '../../../lib/api.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { type Period, PeriodFields } from '../shared/period-fields.tsx';
import { peopleProblemText } from '../shared/people-problem-text.ts';
import { momentOf } from '../shared/zoned-moment.ts';
import { refreshTeams } from './use-team-form.ts';

/** Puts somebody on call, once or at the same hours of several weeks. */
export function ShiftForm({ team }: { readonly team: Team }) {
  const t = useTranslation();
  const { timeZone } = useSignedIn().workspace;
  const [agentId, setAgentId] = useState<string | null>(null);
  const [period, setPeriod] = useState<Period>({ from: '', to: '' });
  const [weeks, setWeeks] = useState('1');
  const [isOverride, setOverride] = useState(false);
  const people = useDirectory().agents.filter(
    ({ isActive, role }) => isActive && worksTickets(role),
  );
  const adding = useMutation({
    mutationFn: async () => {
      const fromAt = momentOf(period.from, timeZone);
      const toAt = momentOf(period.to, timeZone);
      if (agentId === null || fromAt === null || toAt === null) return;
      const body = { agentId, fromAt, toAt, isOverride, weeks: Number(weeks) };
      await call(addOnCallShifts, { params: { teamId: team.id }, body });
      setPeriod({ from: '', to: '' });
    },
    onSuccess: refreshTeams,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-3 desk:grid-cols-2">
      <ComboBox
        label={t('people.onCall.person')}
        options={people.map(({ id, name }) => ({ id, label: name }))}
        value={agentId}
        onChange={setAgentId}
      />
      <TextField
        label={t('people.onCall.weeks')}
        inputMode="numeric"
        isRequired
        pattern="[1-9]|[1-4][0-9]|5[0-3]"
        value={weeks}
        onChange={setWeeks}
      />
      <PeriodFields period={period} onChange={setPeriod} />
      <Checkbox
        label={t('people.onCall.override')}
        isSelected={isOverride}
        onChange={setOverride}
      />
      <Button type="submit" isDisabled={agentId === null} isPending={adding.isPending}>
        {t('people.onCall.add')}
      </Button>
      {adding.isError && (
        <div className="desk:col-span-2">
          <Banner tone="bad">{peopleProblemText(t, adding.error)}</Banner>
        </div>
      )}
    </form>
  );
}
