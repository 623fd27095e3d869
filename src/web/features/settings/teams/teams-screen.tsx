import { useQuery } from '@tanstack/react-query';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { listTeams, type Team } from '#contract/team.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { ArchivedTeams } from './archived-teams.tsx';
import { TeamSheet } from './team-sheet.tsx';
import { TeamTable } from './team-table.tsx';

/** The teams, by tier. */
export function TeamsScreen() {
  const t = useTranslation();
  const may = useMay();
  const teams = useQuery(queryOf(listTeams));
  const [opened, setOpened] = useState<string | null>(null);
  const items = teams.data?.items ?? [];
  const team: Team | null = items.find(({ id }) => id === opened) ?? null;
  const add = may('team.manage') ? (
    <Button variant="primary" icon={<Plus />} onPress={() => setOpened('new')}>
      {t('people.team.add')}
    </Button>
  ) : undefined;
  return (
    <PageFrame title={t('people.teams')} hint={t('people.teams.hint')} action={add}>
      {teams.isError && <Banner tone="bad">{problemText(t, teams.error)}</Banner>}
      {teams.isPending && <SkeletonRows count={4} rowPx={36} />}
      {teams.data && items.length === 0 && (
        <EmptyState
          icon={<UsersRound />}
          title={t('people.teams.empty')}
          hint={t('people.teams.emptyHint')}
        />
      )}
      {items.length > 0 && <TeamTable teams={items} onOpen={setOpened} />}
      <ArchivedTeams />
      {(team !== null || opened === 'new') && (
        <TeamSheet team={team} onClose={() => setOpened(null)} />
      )}
    </PageFrame>
  );
}
