import type { Area } from '../catalogue.ts';

export const catalogue = {
  'settings.title': 'Settings',
  'settings.me.hint': 'Your profile, your notices, and how you sign in.',
  'settings.group.own': 'You',
  'settings.group.people': 'People and teams',
  'settings.group.channels': 'Channels and words',
  'settings.group.service': 'Service levels and escalation',
  'settings.group.workspace': 'Workspace',
} as const satisfies Area<'settings'>;
