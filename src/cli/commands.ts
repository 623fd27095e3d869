import type { Command } from './command.ts';

type CommandFile = { readonly command: Command };

/**
 * Every command, loaded only when it is wanted. A new one is a file and a line here. A name
 * may have two words.
 */
export const commands: Readonly<Record<string, () => Promise<CommandFile>>> = {
  start: () => import('./commands/start.ts'),
  migrate: () => import('./commands/migrate.ts'),
  seed: () => import('./commands/seed.ts'),
  import: () => import('./commands/import.ts'),
  user: () => import('./commands/user.ts'),
  'mail inject': () => import('./commands/mail-inject.ts'),
  'mail check': () => import('./commands/mail-check.ts'),
  'clocks check': () => import('./commands/clocks-check.ts'),
  'matrix check': () => import('./commands/matrix-check.ts'),
  'matrix export': () => import('./commands/matrix-export.ts'),
  'matrix import': () => import('./commands/matrix-import.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  doctor: () => import('./commands/doctor.ts'),
};
