import { useCallback, useSyncExternalStore } from 'react';
import { saveDraft } from '#contract/message.ts';
import { isPassing } from '../../lib/api-problem.ts';
import { call } from '../../lib/api.ts';
import { readStoredJson, writeStored } from '../../lib/storage.ts';
import { type DraftContent, DraftKeeper, type DraftName } from './draft-keeper.ts';

const storedKey = ({ ticketId, kind }: DraftName) => `draft.${ticketId}.${kind}`;

/** The drafts of this page. */
export const drafts = new DraftKeeper({
  save: async ({ ticketId, kind }, { text, files }) => {
    const attachmentIds = files.map(({ id }) => id);
    try {
      await call(saveDraft, { params: { ticketId, kind }, body: { text, attachmentIds } });
    } catch (error) {
      if (isPassing(error)) throw error;
      console.warn('the server takes no draft here; this device has it', error);
    }
  },
  remember: (name, content) =>
    writeStored(storedKey(name), content === null ? '' : JSON.stringify(content)),
  recall: (name) => readStoredJson(storedKey(name), isDraftContent),
});

function isDraftContent(value: unknown): value is DraftContent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'files' in value &&
    Array.isArray(value.files)
  );
}

/** Whoever leaves the page or locks the phone leaves nothing unsaved. */
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') drafts.flushAll();
});

export function useDraftText(name: DraftName): [string, (text: string) => void] {
  const { ticketId, kind } = name;
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.textOf({ ticketId, kind }));
  const write = useCallback(
    (next: string) => drafts.write({ ticketId, kind }, next),
    [ticketId, kind],
  );
  return [text, write];
}

/** The files that are uploaded and wait to go with the message. */
export function useDraftFiles({ ticketId, kind }: DraftName): DraftContent['files'] {
  return useSyncExternalStore(drafts.subscribe, () => drafts.contentOf({ ticketId, kind }).files);
}
