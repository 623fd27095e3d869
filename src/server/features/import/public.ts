export {
  type ImportCounts,
  importConversations,
  type ImportReport,
} from './import-conversations.ts';
