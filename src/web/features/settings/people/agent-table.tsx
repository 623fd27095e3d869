import type { Agent } from '#contract/agent.ts';
import { useFormat } from '../../../lib/format.ts';
import { serverNow } from '../../../lib/server-time.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Avatar } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { Table } from '../../../ui/table.tsx';
import { RowOpener } from '../shared/row-opener.tsx';

type Props = { readonly agents: readonly Agent[]; readonly onOpen: (agentId: string) => void };

export function AgentTable({ agents, onOpen }: Props) {
  const t = useTranslation();
  const format = useFormat();
  const { teamName } = useDirectory();
  return (
    <Table
      caption={t('people.title')}
      rows={agents}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'person',
          title: t('people.person'),
          render: (agent) => (
            <RowOpener onOpen={() => onOpen(agent.id)}>
              <Person agent={agent} />
            </RowOpener>
          ),
        },
        { id: 'role', title: t('people.role'), render: ({ role }) => t(`common.role.${role}`) },
        {
          id: 'teams',
          title: t('people.teams.of'),
          render: ({ teamIds }) => (
            <Isolate>{format.list(teamIds.flatMap((id) => teamName(id) ?? []))}</Isolate>
          ),
        },
        {
          id: 'tickets',
          title: t('people.openTickets'),
          isFigure: true,
          render: ({ openTicketCount, ticketCapacity }) =>
            t('people.load', {
              count: format.number(openTicketCount),
              max: format.number(ticketCapacity),
            }),
        },
      ]}
    />
  );
}

function Person({ agent }: { readonly agent: Agent }) {
  const t = useTranslation();
  const format = useFormat();
  const nowMs = serverNow();
  const away = agent.timeOff.find(
    ({ fromAt, toAt }) => Date.parse(fromAt) <= nowMs && Date.parse(toAt) > nowMs,
  );
  return (
    <>
      <Avatar name={agent.name} {...(agent.isActive && { presence: agent.presence })} />
      <span className="flex min-w-0 flex-col items-start">
        <Isolate className="max-w-full truncate font-medium">{agent.name}</Isolate>
        <Isolate className="max-w-full truncate text-small text-muted">{agent.email}</Isolate>
      </span>
      {!agent.isActive && <Badge>{t('people.left')}</Badge>}
      {away && <Badge tone="warm">{t('people.awayUntil', { date: format.date(away.toAt) })}</Badge>}
    </>
  );
}
