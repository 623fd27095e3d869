import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { WebchatLive } from '#contract/webchat.ts';
import { addNote, openChatWorld, reply, Visitor } from '#harness/chat-world.ts';

const chat = await openChatWorld();
const { world } = chat;
const base = await world.belay.app.listen({ host: '127.0.0.1', port: 0 });
const open: WebSocket[] = [];
after(() => {
  for (const socket of open) socket.close();
});

/** A widget's connection that keeps what it hears and lets the story wait for it. */
async function connect(token: string) {
  const socket = new WebSocket(`${base.replace('http', 'ws')}/api/v1/webchat/live`);
  open.push(socket);
  const heard: WebchatLive[] = [];
  let wake = (): void => undefined;
  socket.addEventListener('message', (message) => {
    heard.push(JSON.parse(String(message.data)));
    wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', (event) => resolve(event.code));
  });
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve);
  });
  const say = (message: object): void => socket.send(JSON.stringify(message));
  const until = async (isThere: (message: WebchatLive) => boolean): Promise<WebchatLive> => {
    for (;;) {
      const found = heard.find(isThere);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  say({ type: 'hello', token });
  return { heard, say, until, closed };
}

test('an answer arrives at once, on every page of the visitor and on no other', async () => {
  const visitor = await Visitor.start(chat);
  const other = await Visitor.start(chat);
  await other.say('another matter');
  const pages = [await connect(visitor.token), await connect(visitor.token)];
  const foreign = await connect(other.token);
  for (const page of [...pages, foreign]) await page.until(({ type }) => type === 'ready');
  await visitor.say('first words');
  const ticketId = await visitor.ticketId();
  await addNote(world.hoa, ticketId, 'a note that nobody outside may read');
  await reply(world.hoa, ticketId, 'an answer');
  for (const page of pages) {
    const found = await page.until((m) => m.type === 'message' && m.message.author === 'agent');
    assert.equal(found.type === 'message' && found.message.text, 'an answer');
  }
  await reply(world.hoa, await other.ticketId(), 'for the other');
  await foreign.until((m) => m.type === 'message' && m.message.text === 'for the other');
  assert.doesNotMatch(JSON.stringify(foreign.heard), /first words|an answer/);
  assert.doesNotMatch(JSON.stringify(pages[0]?.heard), /a note|for the other/);
});

test('a reply that was taken back goes, and an end is told', async () => {
  const visitor = await Visitor.start(chat);
  await visitor.say('hello');
  const page = await connect(visitor.token);
  await page.until(({ type }) => type === 'ready');
  const ticketId = await visitor.ticketId();
  const messageId = await reply(world.hoa, ticketId, 'oops');
  await world.hoa.browser.delete(`/api/v1/tickets/${ticketId}/replies/${messageId}`);
  await page.until((m) => m.type === 'gone' && m.messageId === messageId);
  await reply(world.hoa, ticketId, 'That is all.', 'solved');
  await page.until((m) => m.type === 'ended' && m.isEnded);
});

test('writing is seen in both directions', async () => {
  const visitor = await Visitor.start(chat);
  await visitor.say('hello');
  const ticketId = await visitor.ticketId();
  const page = await connect(visitor.token);
  await page.until(({ type }) => type === 'ready');
  const { presence } = world.belay.hub;
  const told: unknown[] = [];
  let wake = (): void => undefined;
  const onlooker = {
    workspaceId: world.workspaceId,
    agentId: world.hoa.id,
    send: (message: unknown) => {
      told.push(message);
      wake();
    },
  };
  presence.look(onlooker, ticketId);
  // A note is nobody's business outside, not even that one is written.
  presence.write(onlooker, ticketId, { isWriting: true, isNote: true });
  presence.write(onlooker, ticketId, { isWriting: true, isNote: false });
  await page.until((m) => m.type === 'writing');
  assert.deepEqual(
    page.heard.filter(({ type }) => type === 'writing'),
    [{ type: 'writing', isWriting: true }],
  );
  page.say({ type: 'write', isWriting: true });
  const wanted = { type: 'visitor_writing', ticketId, isWriting: true };
  while (!told.some((each) => JSON.stringify(each) === JSON.stringify(wanted))) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  presence.leave(onlooker);
});

test('a token that opens nothing, and what is no message, end the connection', async () => {
  const wrong = await connect(`visitor.${world.workspaceId}.${'b'.repeat(43)}`);
  assert.equal(await wrong.closed, 4401);
  const visitor = await Visitor.start(chat);
  const page = await connect(visitor.token);
  page.say({ type: 'look', ticketId: null });
  assert.equal(await page.closed, 1008);
});
