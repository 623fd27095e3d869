import {
  BookOpen,
  ChartLine,
  CloudSun,
  Inbox,
  type LucideIcon,
  Map as MapIcon,
  Settings,
  Siren,
  SquareKanban,
  TrendingUp,
  Users,
  Waypoints,
} from 'lucide-react';
import type { TicketView } from '#contract/ticket.ts';
import type { Permission } from '#domain/people/permission.ts';
import type { DeskKey } from '../lib/use-translation.tsx';

export type NavigationEntry = {
  readonly path: string;
  /** Everything below this belongs to it, unless another entry is nearer; `path` when absent. */
  readonly root?: string;
  /** The view whose tickets are counted at the end of its line. */
  readonly counts?: TicketView;
  /** The route that must be there for the entry to show; `path` unless it has parameters. */
  readonly route?: string;
  readonly label: DeskKey;
  readonly icon: LucideIcon;
  /** `g` and then this letter. */
  readonly keys?: string;
  readonly permission?: Permission;
  /** Stands in the bar at the bottom of a phone. */
  readonly isOnPhone?: boolean;
};

/** Where one can go, in the order it is shown. Entries whose route is not registered stay hidden. */
export const navigationEntries: readonly NavigationEntry[] = [
  {
    path: '/inbox/mine',
    root: '/inbox',
    route: '/inbox/$view',
    label: 'common.nav.inbox',
    icon: Inbox,
    keys: 'g i',
    isOnPhone: true,
  },
  {
    path: '/inbox/escalated_to_me',
    counts: 'escalated_to_me',
    route: '/inbox/$view',
    label: 'common.nav.escalated',
    icon: TrendingUp,
    keys: 'g e',
    isOnPhone: true,
  },
  { path: '/crises', label: 'common.nav.crisis', icon: Siren, keys: 'g c', isOnPhone: true },
  { path: '/weather', label: 'common.nav.weather', icon: CloudSun, keys: 'g w' },
  { path: '/wall', label: 'common.nav.wall', icon: SquareKanban, keys: 'g b' },
  {
    path: '/contacts',
    label: 'common.nav.contacts',
    icon: Users,
    keys: 'g u',
    permission: 'contact.read',
  },
  {
    path: '/knowledge',
    label: 'common.nav.knowledge',
    icon: BookOpen,
    keys: 'g k',
    permission: 'knowledge.read',
  },
  {
    path: '/matrix',
    label: 'common.nav.matrix',
    icon: Waypoints,
    keys: 'g m',
    permission: 'matrix.read',
  },
  { path: '/plan', label: 'common.nav.plan', icon: MapIcon, keys: 'g p' },
  {
    path: '/reports',
    label: 'common.nav.reports',
    icon: ChartLine,
    keys: 'g d',
    permission: 'report.read',
  },
  { path: '/settings', label: 'common.nav.settings', icon: Settings, keys: 'g s' },
];

/** The entry that a page belongs to: of those it lies below, the nearest. */
export function entryOf(
  pathname: string,
  entries: readonly NavigationEntry[],
): NavigationEntry | null {
  const rootOf = ({ path, root }: NavigationEntry): string => root ?? path;
  const near = entries.filter(
    (entry) => pathname === rootOf(entry) || pathname.startsWith(`${rootOf(entry)}/`),
  );
  return near.toSorted((a, b) => rootOf(b).length - rootOf(a).length)[0] ?? null;
}
