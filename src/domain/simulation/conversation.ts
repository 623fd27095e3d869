import type { MessageId } from '../kernel/id.ts';
import type { Recorded } from '../ticket/event.ts';
import { type Said, solutionsOf } from '../ticket/talk.ts';

/** The conversation as the server reads it from its messages, here from the events of one life. */
export function conversationIn(
  recorded: readonly Recorded[],
  messageId: MessageId,
): readonly Said[] {
  const said = new Map<MessageId, Said>();
  const failed = new Set<MessageId>();
  for (const { event, at } of recorded) {
    switch (event.type) {
      case 'message.received':
        if (event.isAutomatic) break;
        said.set(event.messageId, {
          at: event.receivedAt,
          by: 'customer',
          messageId: event.messageId,
        });
        break;
      case 'message.sent': {
        const by = event.agentId === null ? 'machine' : 'agent';
        said.set(event.messageId, { at, by, messageId: event.messageId });
        break;
      }
      case 'message.resent':
        failed.delete(event.messageId);
        said.set(event.messageId, { at, by: 'agent', messageId: event.messageId });
        break;
      case 'call.logged':
        if (event.isAnswered) {
          said.set(event.messageId, { at, by: 'agent', messageId: event.messageId });
        }
        break;
      case 'message.failed':
        failed.add(event.messageId);
        break;
      case 'message.recalled':
        said.delete(event.messageId);
        break;
      default:
    }
  }
  const changes = recorded.flatMap(({ event, at }) =>
    event.type === 'ticket.state_changed' ? [{ ...event, at }] : [],
  );
  const standing = [...said.values()].filter(
    (each) => each.messageId === messageId || !isIn(failed, each),
  );
  return [...standing, ...solutionsOf(changes)].toSorted((a, b) => a.at - b.at);
}

function isIn(failed: ReadonlySet<MessageId>, { messageId }: Said): boolean {
  return messageId !== undefined && failed.has(messageId);
}
