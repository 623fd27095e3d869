export { forgetUploads } from './forget-uploads.ts';
export { failMessage, settleMessage } from './delivery.ts';
export { detectLanguage } from './detect-language.ts';
export type { StoredFile } from './insert-attachments.ts';
export { previewOf } from './insert-message.ts';
export { type Incoming, receiveMessage, type Received } from './receive-message.ts';
export { createLetterWording, type SurveyLink, writeLetters } from './write-letters.ts';
export { addNote } from './note.ts';
export { sendReply } from './reply.ts';
