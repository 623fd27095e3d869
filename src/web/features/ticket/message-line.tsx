import type { Message } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { TimelineMessage } from '../../ui/timeline.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { AutomaticLine } from './automatic-line.tsx';
import { ChannelIcon } from './channel-icon.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import { CallMark } from './call-mark.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageProblems } from './message-problems.tsx';
import { SplitButton } from './split-button.tsx';

type MessageLineProps = { readonly message: Message; readonly page: TicketPage };

/** Something that was said: by the customer, by an agent, or among colleagues. */
export function MessageLine({ message, page }: MessageLineProps) {
  const t = useTranslation();
  if (message.direction === 'out' && message.agent === null) {
    return <AutomaticLine message={message} page={page} />;
  }
  const author =
    message.agent?.name ?? message.contact?.name ?? message.address ?? t('ticket.customer');
  const isOther = message.channelKind !== page.ticket.channelKind;
  return (
    <TimelineMessage
      kind={kindOf(message)}
      at={message.createdAt}
      author={<bdi>{author}</bdi>}
      avatar={<Avatar name={author} />}
      {...(message.language !== null && { language: message.language })}
      marks={
        <>
          {message.kind === 'note' && message.call === null && <span>{t('ticket.note')}</span>}
          {message.call !== null && <CallMark outcome={message.call} />}
          {message.isAutomatic && <span>{t('ticket.automatic')}</span>}
          {isOther && message.kind === 'public' && <ChannelIcon kind={message.channelKind} />}
          <DeliveryMark message={message} page={page} />
          {maySplit(message, page) && <SplitButton page={page} messageId={message.id} />}
        </>
      }
    >
      <MessageProblems message={message} />
      <MessageBody message={message} />
      <AttachmentList attachments={message.attachments} />
    </TimelineMessage>
  );
}

function kindOf(message: Message): 'customer' | 'agent' | 'note' {
  if (message.kind === 'note') return 'note';
  return message.direction === 'in' ? 'customer' : 'agent';
}

/** Only words of the customer begin a ticket, and one must stay behind. */
function maySplit(message: Message, { can, messages }: TicketPage): boolean {
  const isTheirs = (each: Message) =>
    each.kind === 'public' && each.direction === 'in' && !each.isAutomatic;
  return can.includes('merge') && isTheirs(message) && messages.filter(isTheirs).length > 1;
}
