export { invite, type NewColleague } from './commands.ts';
