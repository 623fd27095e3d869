import { useCallback, useSyncExternalStore } from 'react';
import { saveDraft } from '#contract/message.ts';
import { isPassing } from '../../lib/api-problem.ts';
import { call } from '../../lib/api.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { DraftKeeper, type DraftName } from './draft-keeper.ts';

const storedKey = ({ ticketId, kind }: DraftName) => `draft.${ticketId}.${kind}`;

/** The drafts of this page. */
export const drafts = new DraftKeeper({
  save: async ({ ticketId, kind }, text) => {
    try {
      await call(saveDraft, { params: { ticketId, kind }, body: { text } });
    } catch (error) {
      if (isPassing(error)) throw error;
      console.warn('the server takes no draft here; this device has it', error);
    }
  },
  remember: (name, text) => writeStored(storedKey(name), text ?? ''),
  recall: (name) => {
    const text = readStored(storedKey(name)) ?? '';
    return text === '' ? null : text;
  },
});

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
