/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '#contract/message.ts';
import type { TimelineEvent } from '#contract/timeline.ts';
import { type TimelineItem, timelineItems } from './timeline-items.ts';

const morning = '2026-11-20T09:00:00.000Z';

function event(position: number, type: string, detail: Record<string, unknown> = {}, at = morning) {
  const actor: TimelineEvent['actor'] = { kind: 'system', id: null, name: null };
  return { position, type, at, actor, detail, cause: null };
}

function message(id: string, createdAt = morning): Message {
  return {
    id,
    kind: 'public',
    direction: 'in',
    agent: null,
    contact: null,
    isAutomatic: false,
    call: null,
    template: null,
    channelKind: 'email',
    text: id,
    fullText: null,
    hasHtml: false,
    language: null,
    address: null,
    problems: [],
    mentions: [],
    attachments: [],
    delivery: 'none',
    deliveryProblem: null,
    sendAgainTo: null,
    recallableUntil: null,
    rawUrl: null,
    createdAt,
  };
}

const dayOf = (at: string) => at.slice(0, 10);
const said = (items: readonly TimelineItem[]) =>
  items.map((item) => {
    if (item.kind === 'message') return item.message.id;
    if (item.kind === 'event') return item.entry.code;
    return item.kind === 'fold' ? `${item.entries.length} folded` : item.kind;
  });

test('What bears the same moment stands in the order in which it was recorded', () => {
  const items = timelineItems(
    {
      messages: [message('hello')],
      events: [
        event(1, 'ticket.created'),
        event(2, 'message.received', { messageId: 'hello' }),
        event(3, 'escalation.returned'),
      ],
    },
    dayOf,
  );
  assert.deepEqual(said(items), ['day', 'ticket.created', 'hello', 'escalation.returned']);
});

test('A reply stands before what followed from it, though that names the reply too', () => {
  const items = timelineItems(
    {
      messages: [message('answer')],
      events: [
        event(1, 'message.sent', { messageId: 'answer' }),
        event(2, 'ticket.state_changed', { from: 'open', to: 'solved', reason: null }),
        event(3, 'clock.met', { clockId: 'c', messageId: 'answer' }),
      ],
    },
    dayOf,
  );
  assert.deepEqual(said(items), ['day', 'answer', 'ticket.state_changed.solved', '1 folded']);
});

test('Clocks that start and stop are folded into one line, a breach is not', () => {
  const items = timelineItems(
    {
      messages: [],
      events: [
        event(1, 'clock.started'),
        event(2, 'clock.paused'),
        event(3, 'clock.breached', { clockId: 'c', metric: 'resolution', breachedAt: 0 }),
        event(4, 'clock.cancelled'),
      ],
    },
    dayOf,
  );
  assert.deepEqual(said(items), ['day', '2 folded', 'clock.breached', '1 folded']);
});

test('Each new day begins with a line, and a message on its way comes last', () => {
  const items = timelineItems(
    {
      messages: [message('first'), message('on its way', '2026-11-21T08:00:00.000Z')],
      events: [
        event(1, 'message.received', { messageId: 'first' }),
        event(2, 'ticket.woken', {}, '2026-11-21T08:00:00.000Z'),
      ],
    },
    dayOf,
  );
  assert.deepEqual(said(items), ['day', 'first', 'day', 'ticket.woken', 'on its way']);
});

test('An event of a newer Belay is shown by its own name', () => {
  const items = timelineItems({ messages: [], events: [event(1, 'something.new')] }, dayOf);
  assert.deepEqual(said(items), ['day', 'something.new']);
});
