import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStory, type Story } from '#harness/story.ts';

async function eventsOf(story: Story, type: string) {
  const { rows } = await sql<{ position: number; at: number; about: number; dueAt: number }>`
    select
      e.position,
      (extract(epoch from e.at) * 1000)::float8 as at,
      t.number as about,
      (e.payload ->> 'breachedAt')::float8 as "dueAt"
    from event e
    join ticket t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
    where e.type = ${type}
    order by e.position
  `.execute(story.belay.db);
  return rows;
}

test('P14: what fell due while everything was down ten minutes fires once, in order, marked late', async () => {
  const story = await openStory();
  const count = 200;
  for (let index = 0; index < count; index += 1) {
    await story.customerWrites({ text: 'Where is my order?', from: `c${index}@customer.example` });
    if (index % 10 === 9) await story.advance('PT25S');
  }
  await story.until('2026-03-02T12:59:50');
  await story.told();
  await story.whileDown('PT10M');
  const breaches = await eventsOf(story, 'clock.breached');
  assert.equal(breaches.length, count);
  assert.equal(new Set(breaches.map(({ about }) => about)).size, count, 'each once');
  const due = breaches.map(({ dueAt }) => dueAt);
  // A long queue fires in three lanes at once, each sixty-four at a time in their order.
  const aside = due.map((dueAt, index) => due.filter((other) => other < dueAt).length - index);
  assert.ok(Math.max(...aside) <= 3 * 64, 'worst first');
  for (const { at, dueAt } of breaches) assert.ok(at - dueAt >= 0 && at - dueAt <= 600_000);
  assert.ok(
    breaches.some(({ at, dueAt }) => at - dueAt > 500_000),
    'the lateness is kept',
  );
  assert.equal((await eventsOf(story, 'escalation.started')).length, count);
  const told = await story.told();
  assert.equal(told.filter((line) => line.endsWith('customer: escalation_started')).length, count);
  assert.ok(
    told.every((line) => line.startsWith('Mon 13:09')),
    'told when it came back',
  );
});

test('P16: a wall clock that steps back ten seconds fires nothing twice, and nothing early', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.until('2026-03-02T13:00:05');
  assert.equal((await eventsOf(story, 'clock.breached')).length, 1);
  await story.until('2026-03-02T12:59:55');
  await story.advance('PT20S');
  assert.equal((await eventsOf(story, 'clock.breached')).length, 1);
  assert.equal((await eventsOf(story, 'escalation.started')).length, 1);
  const { escalations } = await story.page(ticketId);
  assert.equal(escalations[0]?.hops.length, 1);
});

test('P16: a wall clock that jumps an hour ahead fires what it passed, once', async () => {
  const story = await openStory();
  await story.customerWrites({ text: 'Where is my order?' });
  await story.until('2026-03-02T12:30');
  await story.told();
  await story.whileDown('PT1H');
  const told = await story.told();
  assert.deepEqual(
    told.filter((line) => line.includes('hop_offered')),
    ['Mon 13:30 Minh: hop_offered !'],
  );
  assert.equal((await eventsOf(story, 'clock.breached')).length, 1);
});

test('P18: a matrix and a policy edited while an escalation runs leave it as it began', async () => {
  const story = await openStory();
  const { belay, workspaceId } = story;
  const ticketId = await story.customerWrites({ text: 'The app crashes' });
  await story.escalate(story.hoa, ticketId);
  const before = await story.page(ticketId);
  await story.told();
  const now = new Date(story.now()).toISOString();
  await sql`
    update matrix_version set state = 'archived' where workspace_id = ${workspaceId}
  `.execute(belay.db);
  await sql`
    insert into matrix_version
      (workspace_id, id, version, state, document, created_at, updated_at, published_at)
    select
      workspace_id, gen_random_uuid(), version + 1, 'published',
      jsonb_set(document, '{rules}', '[]') || jsonb_build_object(
        'fallback',
        jsonb_build_array(document -> 'fallback' -> -1)
      ),
      ${now}, ${now}, ${now}
    from matrix_version
    where workspace_id = ${workspaceId}
  `.execute(belay.db);
  await sql`
    with edited as (
      insert into sla_policy_version (workspace_id, id, policy_id, version, document, created_at)
      select
        v.workspace_id, gen_random_uuid(), v.policy_id, v.version + 1,
        jsonb_set(v.document, '{targets,first_response,normal,minutes}', '5'), ${now}
      from sla_policy_version v
      join sla_policy p on p.workspace_id = v.workspace_id and p.current_version_id = v.id
      where p.workspace_id = ${workspaceId} and p.kind = 'customer'
      returning workspace_id, policy_id, id
    )
    update sla_policy p
    set current_version_id = edited.id
    from edited
    where p.workspace_id = edited.workspace_id and p.id = edited.policy_id
  `.execute(belay.db);
  belay.core.forget(workspaceId);

  await story.until('2026-03-02T10:00');
  assert.deepEqual(await story.told(), [
    'Mon 09:48 Lan: clock_warning',
    'Mon 10:00 Hoa: hop_timed_out',
    'Mon 10:00 Lan: hop_timed_out',
    'Mon 10:00 Minh: hop_offered !',
  ]);
  const after = await story.page(ticketId);
  assert.equal(after.escalations[0]?.matrixVersion, 1);
  const due = (page: typeof before) =>
    page.clocks.find(({ metric }) => metric === 'first_response')?.dueAt;
  assert.equal(due(after), due(before));

  const next = await story.customerWrites({ text: 'It crashes for me, too', from: 'b@c.example' });
  await story.advance('PT5M');
  const page = await story.page(next);
  assert.equal(page.escalations[0]?.matrixVersion, 2, 'what begins now follows the new versions');
});
