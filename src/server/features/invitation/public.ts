export { invite, inviteIn, type NewColleague } from './commands.ts';
