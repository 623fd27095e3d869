import { recallReply } from '#contract/message.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import type { Translate } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';
import { drafts } from './drafts.ts';
import { rereadTicket } from './use-ticket-page.ts';

/** Takes a reply back before it leaves. Its words and files return to the box, above what is there. */
export async function takeBackReply(
  t: Translate,
  reply: { readonly ticketId: string; readonly messageId: string },
): Promise<void> {
  const name = { ticketId: reply.ticketId, kind: 'public' } as const;
  try {
    const { text, attachments } = await call(recallReply, { params: reply });
    const present = drafts.contentOf(name);
    const written = present.text.trim();
    drafts.put(name, {
      text: written === '' ? text : `${text}\n\n${written}`,
      files: [...attachments, ...present.files],
    });
  } catch (error) {
    toast({ tone: 'bad', text: problemText(t, error) });
  } finally {
    void rereadTicket(reply.ticketId);
  }
}
