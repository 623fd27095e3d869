export { makeApiKey, type NewApiKey } from './commands.ts';
