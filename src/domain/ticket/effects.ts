import type { AgentId } from '../kernel/id.ts';
import type { TicketAggregate } from './aggregate.ts';
import { actionsOf } from './assignment-reactions.ts';
import type { DecisionContext } from './context.ts';
import { customerUpdateOf } from './customer-updates.ts';
import { type CallWebhook, type Effect, type Notify, noticeAbouts } from './effect.ts';
import type { Recorded } from './event.ts';
import { type Notice, noticesOf } from './notices.ts';
import { isSilent } from './states.ts';
import type { Ticket } from './ticket.ts';

type Scene = {
  readonly before: TicketAggregate | null;
  readonly after: TicketAggregate;
  readonly context: DecisionContext;
};

/**
 * What a committed batch of events does to the world outside: who is told, what the customer
 * hears, which webhooks are called. Each person is told once (C41), the customer at most once.
 * Imported, practice and spam tickets do nothing. Nobody is told of their own doing, except
 * alarms, which reach everyone they concern.
 */
export function effectsOf(recorded: readonly Recorded[], scene: Scene): readonly Effect[] {
  if (isSilent(scene.after.ticket)) return [];
  return [
    ...notifies(recorded, scene),
    ...customerUpdateOf(recorded, scene),
    ...webhooks(recorded, scene),
  ];
}

type Told = { readonly notice: Notice; readonly index: number };

function notifies(recorded: readonly Recorded[], scene: Scene): readonly Notify[] {
  const { actor } = scene.context;
  const byAgent = new Map<AgentId, Told[]>();
  for (const [index, entry] of recorded.entries()) {
    for (const notice of noticesOf(entry, scene)) {
      for (const agentId of new Set(notice.to)) {
        const isOwnDoing = actor.kind === 'agent' && actor.id === agentId;
        if (isOwnDoing && !notice.isAlarm) continue;
        const told = byAgent.get(agentId);
        if (told === undefined) byAgent.set(agentId, [{ notice, index }]);
        else told.push({ notice, index });
      }
    }
  }
  return [...byAgent].map(([agentId, told]) => collapse(agentId, told, scene.after.ticket));
}

function collapse(agentId: AgentId, told: readonly Told[], ticket: Ticket): Notify {
  const [main, ...others] = told.toSorted((a, b) => pressing(a) - pressing(b));
  if (main === undefined) throw new Error('nobody is told about nothing');
  const alsoIndexes = [...new Set(others.map(({ index }) => index))].filter(
    (index) => index !== main.index,
  );
  return {
    kind: 'notify',
    agentId,
    ticketId: ticket.id,
    about: main.notice.about,
    urgency: told.some(({ notice }) => notice.urgency === 'page') ? 'page' : 'normal',
    recordedIndex: main.index,
    alsoIndexes: alsoIndexes.toSorted((a, b) => a - b),
  };
}

function pressing({ notice }: Told): number {
  return noticeAbouts.indexOf(notice.about);
}

function webhooks(recorded: readonly Recorded[], scene: Scene): readonly CallWebhook[] {
  return recorded.flatMap(({ event }, recordedIndex): CallWebhook[] => {
    if (event.type !== 'clock.mark_reached') return [];
    const clock = scene.after.clocks.find(({ id }) => id === event.clockId);
    if (clock === undefined) return [];
    const urls = actionsOf(clock, event.markIds, scene.context).flatMap((action) =>
      action.type === 'webhook' ? [action.url] : [],
    );
    const ticketId = scene.after.ticket.id;
    return [...new Set(urls)].map((url) => ({ kind: 'webhook', ticketId, url, recordedIndex }));
  });
}
