import { useMutation, useQuery } from '@tanstack/react-query';
import { listTeams, updateTeam } from '#contract/team.ts';
import { call } from '../../../lib/api.ts';
import { queryOf } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { Section } from '../../security/page-frame.tsx';
import { peopleProblemText } from '../shared/people-problem-text.ts';
import { refreshTeams } from './use-team-form.ts';

/** Teams of the past, which can be brought back; nothing while there is none. */
export function ArchivedTeams() {
  const t = useTranslation();
  const mayManage = useMay()('team.manage');
  const archived = useQuery(queryOf(listTeams, { query: { isArchived: 'true' } }));
  const restoring = useMutation({
    mutationFn: (teamId: string) =>
      call(updateTeam, { params: { teamId }, body: { isArchived: false } }),
    onSuccess: refreshTeams,
  });
  const items = archived.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('people.team.archived')}>
      {restoring.isError && <Banner tone="bad">{peopleProblemText(t, restoring.error)}</Banner>}
      <ul className="divide-y divide-line">
        {items.map(({ id, name }) => (
          <li key={id} className="flex min-h-10 items-center gap-2 px-4">
            <Isolate className="grow">{name}</Isolate>
            {mayManage && (
              <Button size="small" onPress={() => restoring.mutate(id)}>
                {t('people.team.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
