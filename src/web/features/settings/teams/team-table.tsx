import type { Team } from '#contract/team.ts';
import { useFormat } from '../../../lib/format.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { Table } from '../../../ui/table.tsx';
import { TierBadge } from '../../../ui/tier-badge.tsx';
import { RowOpener } from '../shared/row-opener.tsx';

type Props = { readonly teams: readonly Team[]; readonly onOpen: (teamId: string) => void };

export function TeamTable({ teams, onOpen }: Props) {
  const t = useTranslation();
  const format = useFormat();
  const { agentName } = useDirectory();
  return (
    <Table
      caption={t('people.teams')}
      rows={teams}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          title: t('common.name'),
          render: ({ id, name, tier, department, isRestricted }) => (
            <RowOpener onOpen={() => onOpen(id)}>
              <TierBadge tier={tier} />
              <Isolate className="font-medium">{name}</Isolate>
              {department !== '' && <Isolate className="text-muted">{department}</Isolate>}
              {isRestricted && <Badge>{t('people.team.restricted.badge')}</Badge>}
            </RowOpener>
          ),
        },
        {
          id: 'members',
          title: t('people.team.members'),
          render: ({ memberIds }) => t('people.team.memberCount', { count: memberIds.length }),
        },
        {
          id: 'lead',
          title: t('people.team.lead'),
          render: ({ leadId }) => (
            <Isolate>{leadId === null ? t('people.team.nobody') : agentName(leadId)}</Isolate>
          ),
        },
        {
          id: 'onCall',
          title: t('people.onCall'),
          render: ({ onCallId }) => (
            <Isolate>{onCallId === null ? t('people.team.nobody') : agentName(onCallId)}</Isolate>
          ),
        },
        {
          id: 'tickets',
          title: t('people.openTickets'),
          isFigure: true,
          render: ({ openTicketCount }) => format.number(openTicketCount),
        },
      ]}
    />
  );
}
