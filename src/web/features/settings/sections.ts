import {
  Building2,
  CalendarClock,
  HeartPulse,
  Inbox,
  KeyRound,
  ListChecks,
  type LucideIcon,
  MessageSquareText,
  ScrollText,
  UserRound,
  Users,
  UsersRound,
  Waypoints,
  Webhook,
} from 'lucide-react';
import type { Permission } from '#domain/people/permission.ts';
import type { DeskKey } from '../../lib/use-translation.tsx';

export const sectionGroups = ['own', 'people', 'channels', 'service', 'workspace'] as const;
export type SectionGroup = (typeof sectionGroups)[number];

export type SettingsSection = {
  /** Its route stands in `settings-routes.tsx`; until it does, the section stays hidden. */
  readonly path: string;
  readonly group: SectionGroup;
  readonly label: DeskKey;
  /** One sentence for the overview. */
  readonly hint: DeskKey;
  readonly icon: LucideIcon;
  readonly permission?: Permission;
};

/** The pages of the settings, in the order in which they are shown. A new one is an entry here. */
export const settingsSections: readonly SettingsSection[] = [
  {
    path: '/settings/me',
    group: 'own',
    label: 'security.account',
    hint: 'settings.me.hint',
    icon: UserRound,
  },
  {
    path: '/settings/people',
    group: 'people',
    label: 'people.title',
    hint: 'people.hint',
    icon: Users,
    permission: 'settings.read',
  },
  {
    path: '/settings/teams',
    group: 'people',
    label: 'people.teams',
    hint: 'people.teams.hint',
    icon: UsersRound,
    permission: 'settings.read',
  },
  {
    path: '/settings/channels',
    group: 'channels',
    label: 'channel.title',
    hint: 'channel.hint',
    icon: Inbox,
    permission: 'settings.read',
  },
  {
    path: '/settings/templates',
    group: 'channels',
    label: 'template.title',
    hint: 'template.hint',
    icon: MessageSquareText,
    permission: 'settings.read',
  },
  {
    path: '/settings/policies',
    group: 'service',
    label: 'sla.policies',
    hint: 'sla.policies.hint',
    icon: ListChecks,
    permission: 'policy.read',
  },
  {
    path: '/settings/calendars',
    group: 'service',
    label: 'sla.calendars',
    hint: 'sla.calendars.hint',
    icon: CalendarClock,
    permission: 'policy.read',
  },
  {
    path: '/matrix',
    group: 'service',
    label: 'matrix.title',
    hint: 'matrix.hint',
    icon: Waypoints,
    permission: 'matrix.read',
  },
  {
    path: '/settings/workspace',
    group: 'workspace',
    label: 'workspace.title',
    hint: 'workspace.hint',
    icon: Building2,
    permission: 'settings.read',
  },
  {
    path: '/settings/webhooks',
    group: 'workspace',
    label: 'webhook.title',
    hint: 'webhook.hint',
    icon: Webhook,
    permission: 'webhook.manage',
  },
  {
    path: '/settings/api-keys',
    group: 'workspace',
    label: 'security.keys',
    hint: 'security.keys.hint',
    icon: KeyRound,
    permission: 'api_key.manage',
  },
  {
    path: '/settings/audit',
    group: 'workspace',
    label: 'audit.title',
    hint: 'audit.hint',
    icon: ScrollText,
    permission: 'audit.read',
  },
  {
    path: '/settings/health',
    group: 'workspace',
    label: 'health.title',
    hint: 'health.hint',
    icon: HeartPulse,
    permission: 'health.read',
  },
];
