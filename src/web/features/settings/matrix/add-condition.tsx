import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { listCalendars } from '#contract/calendar.ts';
import type { Condition, LeafCondition } from '#contract/matrix-content.ts';
import { queryOf } from '../../../lib/query.ts';
import { useSession } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';

type Props = {
  readonly isGroupOffered: boolean;
  readonly onAdd: (condition: Condition) => void;
};

const ofTicket = [
  'issue_type',
  'priority',
  'channel_kind',
  'channel',
  'language',
  'tag',
  'team',
  'tier',
  'department',
] as const;
const ofCustomer = [
  'segment',
  'plan',
  'value_at_least',
  'risk',
  'conflict_at_least',
  'conflict_sign',
] as const;
const ofMoment = ['reason', 'type', 'hours', 'week_time'] as const;
type Kind = (typeof ofTicket | typeof ofCustomer | typeof ofMoment)[number];

/** What a condition may look at, by whom or what it is about. */
export function AddCondition({ isGroupOffered, onAdd }: Props) {
  const t = useTranslation();
  const calendars = useQuery(queryOf(listCalendars)).data?.items ?? [];
  const zone = useSession()?.workspace.timeZone ?? 'UTC';
  const calendarVersionId = calendars[0]?.current.id ?? '';
  const actions = (kinds: readonly Kind[]) =>
    kinds.map((kind) => ({
      id: kind,
      label: t(`matrix.leaf.${kind}`),
      run: () => onAdd(emptyLeaf(kind, { calendarVersionId, zone })),
    }));
  const group = {
    id: 'group',
    label: t('matrix.group.add'),
    run: () => onAdd({ kind: 'any', of: [] }),
  };
  return (
    <Menu
      label={t('matrix.condition.add')}
      placement="bottom start"
      trigger={
        <Button size="small" icon={<Plus />} className="self-start">
          {t('matrix.condition.add')}
        </Button>
      }
      groups={[
        { title: t('matrix.about.ticket'), actions: actions(ofTicket) },
        { title: t('matrix.about.customer'), actions: actions(ofCustomer) },
        { title: t('matrix.about.moment'), actions: actions(ofMoment) },
        ...(isGroupOffered ? [{ actions: [group] }] : []),
      ]}
    />
  );
}

function emptyLeaf(
  kind: Kind,
  from: { readonly calendarVersionId: string; readonly zone: string },
): LeafCondition {
  switch (kind) {
    case 'value_at_least':
      return { kind, cents: 100_000 };
    case 'conflict_at_least':
      return { kind, score: 60 };
    case 'hours':
      return { kind, calendarVersionId: from.calendarVersionId, is: 'closed' };
    case 'week_time':
      return { kind, zone: from.zone, weekdays: [6, 7], fromMinute: 0, toMinute: 1440 };
    default:
      return { kind, in: [] };
  }
}
