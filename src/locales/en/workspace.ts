import type { Area } from '../catalogue.ts';

export const catalogue = {
  'workspace.title': 'Workspace',
  'workspace.hint': 'Name, language, time zone, and who answers when nobody else is left.',
  'workspace.language.hint':
    'For customers whose language Belay does not know. Each colleague chooses their own.',
  'workspace.zone.hint': 'Rotas and quiet hours follow it. Calendars keep their own.',
  'workspace.currency': 'Currency',
  'workspace.currency.hint': "For customers' value and compensation.",
  'workspace.catchAll': 'Catch-all owner',
  'workspace.catchAll.hint': 'Answers when a ticket or an alarm would otherwise reach nobody.',
} as const satisfies Area<'workspace'>;
