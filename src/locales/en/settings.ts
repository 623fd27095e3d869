import type { Area } from '../catalogue.ts';

export const catalogue = {
  'settings.title': 'Settings',
  'settings.me.hint': 'Your profile, your notices, and how you sign in.',
  'settings.group.own': 'You',
  'settings.group.people': 'People and teams',
  'settings.group.channels': 'Channels and words',
  'settings.group.service': 'Service levels and escalation',
  'settings.group.workspace': 'Workspace',
  'settings.errors':
    '{count, plural, one {# thing to mend before saving} other {# things to mend before saving}}',
  'settings.unsaved': 'Not saved yet',
  'settings.reset': 'Discard changes',
  'settings.problems': 'What to look at',
  'settings.version': 'Version {version}',
  'settings.versionTitle': 'Version',
  'settings.version.take': 'Edit from this one',
  'settings.current': 'Current',
  'settings.history': 'History',
  'settings.archive': 'Archive',
  'settings.restore': 'Restore',
  'settings.archived': 'Archived',
  'settings.moveUp': 'Move {name} up',
  'settings.moveDown': 'Move {name} down',
} as const satisfies Area<'settings'>;
