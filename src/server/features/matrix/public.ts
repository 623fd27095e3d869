export { changeMatrixDraft, importDraftFrom } from './commands.ts';
