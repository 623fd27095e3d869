import { type FormEvent, useId, useState } from 'react';
import { type Team, updateTeam } from '#contract/team.ts';
import { call } from '../../../lib/api.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { toast } from '../../../ui/toast.tsx';
import { peopleProblemText } from '../shared/people-problem-text.ts';
import { OnCallSection } from './on-call-section.tsx';
import { TeamFields } from './team-fields.tsx';
import { refreshTeams, useTeamForm } from './use-team-form.ts';

type Props = { readonly team: Team | null; readonly onClose: () => void };

/** One team, or a new one. */
export function TeamSheet({ team, onClose }: Props) {
  const t = useTranslation();
  const formId = useId();
  const mayManage = useMay()('team.manage');
  const [refused, setRefused] = useState<unknown>(null);
  const form = useTeamForm(team, () => {
    toast({ text: t('common.saved'), tone: 'good' });
    onClose();
  });
  const archive = async (teamId: string) => {
    try {
      await call(updateTeam, { params: { teamId }, body: { isArchived: true } });
      onClose();
      await refreshTeams();
    } catch (error) {
      setRefused(error);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.saving.mutate();
  };
  const problem = refused ?? form.saving.error;
  return (
    <Sheet
      title={team?.name ?? t('people.team.add')}
      isOpen
      onClose={onClose}
      {...(mayManage && {
        actions: (
          <>
            {team !== null && (
              <Button className="me-auto" onPress={() => void archive(team.id)}>
                {t('people.team.archive')}
              </Button>
            )}
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" form={formId} variant="primary" isPending={form.saving.isPending}>
              {t(team === null ? 'common.create' : 'common.save')}
            </Button>
          </>
        ),
      })}
    >
      {problem ? <Banner tone="bad">{peopleProblemText(t, problem)}</Banner> : null}
      <form id={formId} onSubmit={submit} className="grid gap-4 desk:grid-cols-2">
        <TeamFields form={form} isReadOnly={!mayManage} />
      </form>
      {team !== null && <OnCallSection team={team} />}
    </Sheet>
  );
}
