import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { createTicket, suggestTicketHome } from '#contract/ticket.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { call } from '../../lib/api.ts';
import { queryOf, refresh } from '../../lib/query.ts';
import { randomKey } from '../../lib/random-key.ts';
import { readStoredJson, writeStored } from '../../lib/storage.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';
import { takeBackReply } from '../ticket/take-back.ts';
import {
  bodyOf,
  emptyOpening,
  faultsOf,
  hasEmail,
  isOpeningDraft,
  noChannel,
  type OpeningDraft,
} from './opening-draft.ts';

const storedKey = 'opening';
const nothing: ReadonlySet<never> = new Set();

/**
 * The form behind "New ticket". What is written stays on this device until it is sent or cleared:
 * a refusal, a closed sheet and a reload lose nothing. The same words sent twice after a lost
 * answer open one ticket, by their key.
 */
export function useNewTicket(onDone: () => void) {
  const t = useTranslation();
  const navigate = useNavigate();
  const view = useParams({ strict: false }).view ?? 'all';
  const [draft, setDraft] = useState(
    () => readStoredJson(storedKey, isOpeningDraft) ?? emptyOpening,
  );
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const key = useRef(randomKey());
  const channels = useDirectory().channels.filter(({ kind }) => kind === 'email' || kind === 'api');
  const channelId = draft.channelId ?? suggestedChannel(draft, channels);
  const suggested = useSuggestedHome(draft, channelId);
  const faults = faultsOf(draft, channelId);

  const replace = (next: OpeningDraft) => {
    setDraft(next);
    setProblem(null);
    key.current = randomKey();
    writeStored(storedKey, JSON.stringify(next));
  };
  const clear = () => {
    replace(emptyOpening);
    setTried(false);
  };
  const send = async () => {
    setTried(true);
    const body = bodyOf(draft, channelId);
    if (body === null || faults.size > 0 || isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      const opened = await call(createTicket, { body, idempotencyKey: key.current });
      const { ticketId, messageId, number, recallableUntil } = opened;
      clear();
      onDone();
      void navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId } });
      toast({
        tone: 'good',
        text: t('opening.done', { number }),
        ...(recallableUntil !== null &&
          messageId !== null && { onUndo: () => void takeBackReply(t, { ticketId, messageId }) }),
      });
      void refresh('tickets');
      void refresh('contacts');
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return {
    draft,
    change: (part: Partial<OpeningDraft>) => replace({ ...draft, ...part }),
    clear,
    isEmpty: JSON.stringify(draft) === JSON.stringify(emptyOpening),
    channels,
    channelId,
    suggested,
    faults: isTried ? faults : nothing,
    problem,
    refusal: problem instanceof ApiProblem ? problem.code : null,
    isBusy,
    send: () => void send(),
  };
}

export type Opening = ReturnType<typeof useNewTicket>;

/** The first channel that reaches the customer, else none. */
function suggestedChannel(
  draft: OpeningDraft,
  channels: readonly { readonly id: string; readonly kind: string }[],
): string {
  const isReached = hasEmail(draft);
  const found = channels.find(({ kind }) => kind === 'email' && isReached);
  return found?.id ?? noChannel;
}

function useSuggestedHome(draft: OpeningDraft, channelId: string) {
  const contactId = draft.isNewContact ? undefined : draft.contact?.id;
  const query = useQuery({
    ...queryOf(suggestTicketHome, {
      query: {
        ...(contactId !== undefined && { contactId }),
        ...(channelId !== noChannel && { channelId }),
        ...(draft.teamId !== null && { teamId: draft.teamId }),
      },
    }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return query.data ?? null;
}
