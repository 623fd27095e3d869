export { changeMatrixDraft } from './commands.ts';
