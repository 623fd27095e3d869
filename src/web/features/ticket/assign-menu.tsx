import { User, UserX, Users } from 'lucide-react';
import { useState } from 'react';
import { useSignedIn } from '../../lib/session.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { type Choice, ChoiceMenu } from '../../ui/choice-menu.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { HeaderButton } from './header-button.tsx';
import type { TicketPart } from './ticket-part.ts';

/** Roles that work tickets; the server refuses the others as owners. */
const owningRoles = ['admin', 'manager', 'agent'];

/** Whose it is: `a` chooses a person or a team, `m` takes it. */
export function AssignMenu({ ticket, change, isDisabled }: TicketPart) {
  const t = useTranslation();
  const { agent: me } = useSignedIn();
  const people = useDirectory();
  const [isOpen, setOpen] = useState(false);
  const own = (id: string, name: string) => change.change({ ownerId: id }, { owner: { id, name } });
  useShortcut(
    {
      id: 'ticket.assign',
      keys: 'a',
      label: 'ticket.key.assign',
      scope: 'ticket',
      isOff: isDisabled,
    },
    () => setOpen(true),
  );
  useShortcut(
    { id: 'ticket.take', keys: 'm', label: 'ticket.key.take', scope: 'ticket', isOff: isDisabled },
    () => own(me.id, me.name),
  );
  const agents: readonly Choice[] = people.agents
    .filter((agent) => agent.isActive && owningRoles.includes(agent.role))
    .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
    .map((agent) => ({
      id: `agent:${agent.id}`,
      label: agent.id === me.id ? `${agent.name} (${t('common.you')})` : agent.name,
      icon: <Avatar name={agent.name} size="small" presence={agent.presence} />,
      isChosen: agent.id === ticket.owner?.id,
    }));
  const teams: readonly Choice[] = people.teams.map((team) => ({
    id: `team:${team.id}`,
    label: team.name,
    description: team.department,
    icon: <TierBadge tier={team.tier} />,
    isChosen: team.id === ticket.team?.id,
  }));
  const choose = (choice: string) => {
    const [kind, id = ''] = choice.split(':');
    if (kind === 'nobody') change.change({ ownerId: null }, { owner: null });
    else if (kind === 'agent') own(id, people.agentName(id) ?? me.name);
    else change.change({ teamId: id }, { team: { id, name: people.teamName(id) ?? '' } });
  };
  const nobody = {
    id: 'nobody',
    label: t('common.unassigned'),
    icon: <UserX className="size-4" />,
  };
  return (
    <ChoiceMenu
      label={t('ticket.key.assign')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      onChoose={choose}
      groups={[
        {
          title: t('ticket.agents'),
          choices: ticket.owner === null ? agents : [...agents, nobody],
        },
        { title: t('ticket.teams'), choices: teams },
      ]}
      trigger={
        <HeaderButton
          icon={ticket.owner === null ? <Users aria-hidden /> : <User aria-hidden />}
          label={t('ticket.owner')}
          keys={useBinding('ticket.assign', 'a')}
          isDisabled={isDisabled}
        >
          <bdi>{ticket.owner?.name ?? t('common.unassigned')}</bdi>
          {ticket.team !== null && (
            <span className="text-muted">
              {' · '}
              <bdi>{ticket.team.name}</bdi>
            </span>
          )}
        </HeaderButton>
      }
    />
  );
}
