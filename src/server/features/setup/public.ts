export type { SetupStarters } from './commands.ts';
export { type DefaultsAsked, type DefaultTeams, installDefaults } from './defaults.ts';
export { firstAdminLink } from './first-admin.ts';
