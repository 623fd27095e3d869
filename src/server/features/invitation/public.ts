export { inviteIn } from './commands.ts';
