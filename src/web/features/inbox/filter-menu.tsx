import { ListFilter, Shapes } from 'lucide-react';
import { useState } from 'react';
import { channelKinds, priorities, ticketStates } from '#domain/ticket/ticket.ts';
import { useIssueTypes } from '../../lib/use-issue-types.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuGroup } from '../../ui/menu.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { ChannelIcon } from '../ticket/channel-icon.tsx';
import { activeFilters, type FilterName } from './inbox-search.ts';
import type { InboxPlace } from './use-inbox-place.ts';
import { withoutFilter } from './active-filters.tsx';

/** Narrows the list by state, priority, channel or issue type; choosing the same again takes it away. */
export function FilterMenu({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  const { search } = place;
  const [isOpen, setOpen] = useState(false);
  const issueTypes = useIssueTypes(isOpen);
  const choose = (name: FilterName, value: string) =>
    place.changeSearch(
      search[name] === value ? withoutFilter(search, name) : { ...search, [name]: value },
    );
  const groups: readonly MenuGroup[] = [
    {
      title: t('inbox.filter.state'),
      actions: ticketStates.map((state) => ({
        id: `state-${state}`,
        label: t(`common.state.${state}`),
        icon: <StateMark state={state} />,
        isChosen: search.state === state,
        run: () => choose('state', state),
      })),
    },
    {
      title: t('common.priority'),
      actions: priorities.map((priority) => ({
        id: `priority-${priority}`,
        label: t(`common.priority.${priority}`),
        icon: <PriorityMark priority={priority} />,
        isChosen: search.priority === priority,
        run: () => choose('priority', priority),
      })),
    },
    {
      title: t('inbox.filter.channelKind'),
      actions: channelKinds.map((kind) => ({
        id: `channel-${kind}`,
        label: t(`ticket.channel.${kind}`),
        icon: <ChannelIcon kind={kind} />,
        isChosen: search.channelKind === kind,
        run: () => choose('channelKind', kind),
      })),
    },
    {
      title: t('inbox.filter.issueType'),
      actions: issueTypes.map((issueType) => ({
        id: `issue-type-${issueType}`,
        label: issueType,
        icon: <Shapes />,
        isChosen: search.issueType === issueType,
        run: () => choose('issueType', issueType),
      })),
    },
  ];
  return (
    <Menu
      label={t('common.filter')}
      trigger={
        <IconButton
          label={t('common.filter')}
          icon={<ListFilter />}
          isActive={activeFilters(search).length > 0}
        />
      }
      groups={groups.filter(({ actions }) => actions.length > 0)}
      isOpen={isOpen}
      onOpenChange={setOpen}
    />
  );
}
