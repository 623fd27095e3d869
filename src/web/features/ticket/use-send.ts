import { useState } from 'react';
import { addNote, type Attachment, type Message, sendReply } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import type { ChannelKind, TicketState } from '#domain/ticket/ticket.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { randomKey } from '../../lib/random-key.ts';
import { serverNow } from '../../lib/server-time.ts';
import { useSignedIn } from '../../lib/session.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';
import type { DraftKind } from './draft-keeper.ts';
import { drafts } from './drafts.ts';
import { mentionsIn } from './mentions.ts';
import { takeBackReply } from './take-back.ts';
import { mentionableOf } from './use-mentions.ts';
import { rereadTicket, showAtOnce } from './use-ticket-page.ts';

export type NextState = Extract<TicketState, 'open' | 'pending' | 'on_hold' | 'solved'>;

export type Sending = {
  readonly kind: DraftKind;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly state: NextState | null;
  readonly lastSeenMessageId: string | null;
};

/**
 * Sends what was written. It stands in the timeline at once; a refusal puts the words back into
 * the box. `isOvertaken` when the customer wrote something that the agent has not seen.
 */
export function useSend(page: TicketPage) {
  const t = useTranslation();
  const me = useSignedIn().agent;
  const people = useDirectory();
  const [isOvertaken, setOvertaken] = useState(false);
  const [isSending, setSending] = useState(false);
  const ticketId = page.ticket.id;
  const params = { ticketId };

  const post = async (sending: Sending): Promise<void> => {
    const { text, kind } = sending;
    const attachmentIds = sending.attachments.map(({ id }) => id);
    if (kind === 'note') {
      const called = mentionsIn(text, mentionableOf(people));
      const idsOf = (of: 'agent' | 'team') =>
        called.filter((each) => each.kind === of).map(({ id }) => id);
      await call(addNote, {
        params,
        body: {
          text,
          attachmentIds,
          mentionedAgentIds: idsOf('agent'),
          mentionedTeamIds: idsOf('team'),
        },
      });
      return;
    }
    const { state, lastSeenMessageId } = sending;
    const sent = await call(sendReply, {
      params,
      body: { text, attachmentIds, lastSeenMessageId, ...(state !== null && { state }) },
    });
    const { messageId, recallableUntil } = sent;
    toast({
      tone: 'good',
      text: t(state === 'solved' ? 'ticket.sentAndSolved' : sentKey(page.ticket.channelKind)),
      ...(recallableUntil !== null &&
        messageId !== null && { onUndo: () => void takeBackReply(t, { ticketId, messageId }) }),
    });
  };

  const send = async (sending: Sending): Promise<void> => {
    const name = { ticketId, kind: sending.kind };
    setSending(true);
    setOvertaken(false);
    const hide = showAtOnce(ticketId, (before) => ({
      ...before,
      messages: [...before.messages, onItsWay(before, sending, me)],
    }));
    await drafts.empty(name);
    try {
      await post(sending);
    } catch (error) {
      hide();
      drafts.put(name, { text: sending.text, files: sending.attachments });
      const isNewer = error instanceof ApiProblem && error.code === 'message_newer';
      setOvertaken(isNewer);
      if (!isNewer) toast({ tone: 'bad', text: problemText(t, error) });
    } finally {
      setSending(false);
      void rereadTicket(ticketId);
    }
  };
  return { send, isSending, isOvertaken, settle: () => setOvertaken(false) };
}

/** Through the API nothing leaves; saying so would have somebody wait for an answer. */
function sentKey(channelKind: ChannelKind): 'ticket.sent' | 'ticket.delivery.kept' {
  return channelKind === 'api' ? 'ticket.delivery.kept' : 'ticket.sent';
}

/** The message as it stands in the timeline until the server's own takes its place. */
function onItsWay(
  page: TicketPage,
  sending: Sending,
  agent: { readonly id: string; readonly name: string },
): Message {
  return {
    id: `sending-${randomKey()}`,
    kind: sending.kind,
    direction: 'out',
    agent: { id: agent.id, name: agent.name },
    contact: null,
    isAutomatic: false,
    call: null,
    template: null,
    channelKind: page.ticket.channelKind,
    text: sending.text,
    fullText: null,
    hasHtml: false,
    language: sending.kind === 'public' ? page.ticket.language : null,
    address: null,
    problems: [],
    mentions: [],
    attachments: [...sending.attachments],
    delivery: sending.kind === 'public' ? 'queued' : 'none',
    deliveryProblem: null,
    sendAgainTo: null,
    recallableUntil: null,
    rawUrl: null,
    createdAt: new Date(serverNow()).toISOString(),
  };
}
