import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { AgentId } from '#domain/kernel/id.ts';
import { Browser, goodPassword } from '#harness/sign-in-desk.ts';
import { openStory, type Story } from '#harness/story.ts';
import { createUser, keepPassword } from '#server/platform/auth/account.ts';
import { hashPassword } from '#server/platform/auth/password.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';

/** Twenty more people of the second line, signed in. */
async function crowd(story: Story, count: number): Promise<Browser[]> {
  const { belay, workspaceId, secondLineId } = story;
  const passwordHash = await hashPassword(goodPassword);
  const now = story.now();
  const browsers: Browser[] = [];
  for (let index = 1; index <= count; index += 1) {
    const email = `agent${index}@acme.example`;
    const id = newId<AgentId>();
    const userId = await createUser(belay.db, { name: email, email, now });
    await keepPassword(belay.db, { userId, passwordHash, now });
    await sql`
      insert into agent (workspace_id, id, user_id, email, name, role, presence, created_at)
      values (
        ${workspaceId}, ${id}, ${userId}, ${email}, ${`Agent ${index}`}, 'agent', 'online', ${at(now)}
      )
    `.execute(belay.db);
    await sql`
      insert into team_member (workspace_id, team_id, agent_id, created_at)
      values (${workspaceId}, ${secondLineId}, ${id}, ${at(now)})
    `.execute(belay.db);
    const browser = new Browser(belay.app, belay.baseUrl);
    assert.equal((await browser.signIn(email)).status, 200);
    browsers.push(browser);
  }
  belay.core.forget(workspaceId);
  return browsers;
}

test('P17: of twenty who acknowledge one hop at once one has it, and the others are told who', async () => {
  const story = await openStory();
  const browsers = await crowd(story, 20);
  const ticketId = await story.customerWrites({ text: 'The app crashes' });
  await story.escalate(story.hoa, ticketId);
  const offers = (await story.told()).filter((line) => line.endsWith('hop_offered !'));
  assert.equal(offers.length, 21);

  const url = `${await story.hopUrl(ticketId)}/acknowledgement`;
  const answers = await Promise.all(browsers.map((browser) => browser.put(url)));
  const won = answers.filter(({ status }) => status === 200);
  const lost = answers.filter(({ status }) => status !== 200);
  assert.equal(won.length, 1);
  assert.equal(lost.length, 19);
  const seen = new Set(
    lost.map(({ status, body }) => JSON.stringify([status, body['code'], body['facts']])),
  );
  assert.equal(seen.size, 1, 'everyone is told the same');
  const [first] = lost;
  assert.ok(first);
  assert.equal(first.body['code'], 'hop_already_acknowledged');
  const { escalations } = await story.page(ticketId);
  const hop = escalations[0]?.hops[0];
  assert.equal(
    (first.body['facts'] as { acknowledgedBy: string }).acknowledgedBy,
    hop?.acknowledgedBy?.id,
  );

  const told = await story.told();
  assert.equal(
    told.filter((line) => line === 'Mon 09:00 customer: escalation_acknowledged').length,
    1,
  );
  const news = told.filter((line) => line.endsWith('hop_acknowledged'));
  assert.equal(news.length, 21, 'who began it and all who were asked but the winner');
  assert.equal(told.length, 22);
});

test('of two agents who answer at once the second is shown what the customer wrote meanwhile', async () => {
  const story = await openStory();
  const { hoa, sam } = story;
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  const { messages } = await story.page(ticketId);
  const lastSeenMessageId = messages[0]?.id;
  await story.customerWrites({ ticketId, text: 'Forget it, it is here.' });
  await story.told();
  const late = await story.reply(sam, ticketId, { text: 'I am looking.', lastSeenMessageId });
  assert.equal(late.status, 409);
  assert.equal(late.body['code'], 'message_newer');
  assert.deepEqual(await story.told(), []);
  const [one, other] = await Promise.all(
    [hoa, sam].map((who) =>
      story.reply(who, ticketId, { text: `Great! ${who.name}`, lastSeenMessageId }),
    ),
  );
  assert.deepEqual([one?.status, other?.status], [409, 409]);
});

test('of two replies written at the same moment to the same message one is sent', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  const { messages } = await story.page(ticketId);
  const lastSeenMessageId = messages.at(-1)?.id;
  await story.told();
  const answers = await Promise.all(
    [story.hoa, story.sam].map((who) =>
      story.reply(who, ticketId, { text: `Answer of ${who.name}`, lastSeenMessageId }),
    ),
  );
  const statuses = answers.map(({ status }) => status).toSorted();
  assert.deepEqual(statuses, [201, 409]);
});

test('a mention tells whom it names and nobody else', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.told();
  await story.note(story.hoa, ticketId, {
    text: '@Lan, @First line: have you seen this?',
    mentionedAgentIds: [story.lan.id],
    mentionedTeamIds: [story.firstLineId],
  });
  assert.deepEqual(await story.told(), ['Mon 09:00 Lan: mentioned', 'Mon 09:00 Sam: mentioned']);
});
