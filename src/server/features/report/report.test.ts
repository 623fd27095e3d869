import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Counted, type FigureKey, type Report, report } from '#contract/report.ts';
import { listTickets } from '#contract/ticket.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { createSurveyTokens } from '#server/features/feedback/public.ts';
import { playSample } from '#server/features/sample/public.ts';
import { at } from '#server/platform/db/parameters.ts';
import { silentLogger } from '#server/platform/log.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { db } = world.belay;
const period = 'from=2026-02-23&to=2026-03-08';

await playSample({
  db,
  log: silentLogger(),
  clock: world.belay.clock,
  workspaceId: world.workspaceId,
  secret: world.belay.secret,
});
world.belay.core.forget(world.workspaceId);

const brief = { wants: 'Her refund', tried: 'Looked in the ledger', needed: 'An approval' };

/** Adds to the sample's week what it lacks: spam, practice, imports, reopenings, an old climb. */
async function liveOn(): Promise<void> {
  const opened: TicketId[] = [];
  for (let index = 0; index < 8; index += 1) {
    const channelKind = index % 3 === 0 ? 'webchat' : 'email';
    opened.push(
      await world.customerWrites({
        subject: index === 1 ? '=HYPERLINK("http://evil.example","Click")' : `Order ${index}`,
        text: 'Where is my order?',
        from: `customer${index}@mail.example`,
        channelKind,
      }),
    );
    await world.advance('PT7M');
  }
  const [answered, reopened, spam, practice, imported, climbing, late, old] = opened;
  const { browser } = world.hoa;
  const solve = async (ticketId: TicketId | undefined) => {
    const body = { text: 'It is on its way.', state: 'solved' };
    const answer = await browser.post(`/api/v1/tickets/${ticketId}/replies`, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
  };
  const climb = (ticketId: TicketId | undefined) =>
    browser.post(`/api/v1/tickets/${ticketId}/escalation`, {
      reason: 'needs_authority',
      target: { kind: 'team', teamId: world.secondLineId },
      brief,
    });
  await solve(answered);
  await solve(reopened);
  await browser.patch(`/api/v1/tickets/${spam}`, { isSpam: true });
  await sql`update ticket set is_practice = true where id = ${practice}`.execute(db);
  await sql`update ticket set is_imported = true where id = ${imported}`.execute(db);
  await solve(imported);
  assert.equal((await climb(climbing)).status, 201);
  assert.equal((await climb(old)).status, 201);
  const longAgo = instantFromIso('2026-01-10T00:00:00Z');
  await sql`
    update escalation
    set
      started_at = ${at(longAgo)},
      document = jsonb_set(document, '{startedAt}', to_jsonb(${longAgo}::bigint))
    where ticket_id = ${old}
  `.execute(db);
  await world.advance('P1D');
  await solve(late);
  await world.customerWrites({ ticketId: reopened as TicketId, text: 'It is still not here.' });
  await world.advance('P2D');
}
await liveOn();

async function read(query: string): Promise<Report> {
  const answer = await world.minh.browser.get(`/api/v1/reports/summary?${query}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return report.parse(answer.body);
}

const listed = new Map<string, number>();

async function rowsOf(filter: Counted['filter']): Promise<number> {
  const text = new URLSearchParams(filter).toString();
  const known = listed.get(text);
  if (known !== undefined) return known;
  let count = 0;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = `${text}&limit=7${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const answer = await world.minh.browser.get(`/api/v1/tickets?${page}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { items, nextCursor } = listTickets.schema.response.parse(answer.body);
    count += items.length;
    cursor = nextCursor;
  }
  listed.set(text, count);
  return count;
}

/** Everything in a report that says a number of tickets, each with a name for when it is wrong. */
function allCounted(found: Report): readonly (readonly [string, Counted])[] {
  const both = (name: string, { part, of }: { part: Counted | null; of: Counted }) => [
    [name, of] as const,
    ...(part === null ? [] : [[`${name} part`, part] as const]),
  ];
  return [
    ...found.figures.flatMap((figure) => both(figure.key, figure)),
    ...found.series.flatMap(({ key, points }) =>
      points.flatMap((point, index) => both(`${key} ${found.buckets[index]?.start}`, point)),
    ),
    ...found.tiers.map(({ tier, of }) => [tier, of] as const),
    ...found.scores.map(({ score, of }) => [`score ${score}`, of] as const),
    ...found.breaches.flatMap((breach) => both(breach.metric, breach)),
  ];
}

async function assertOpens(found: Report): Promise<void> {
  for (const [name, counted] of allCounted(found)) {
    assert.equal(await rowsOf(counted.filter), counted.ticketCount, name);
  }
}

function figureOf(found: Report, key: FigureKey) {
  const figure = found.figures.find((each) => each.key === key);
  assert.ok(figure, key);
  return figure;
}

test('M2: every figure opens exactly the tickets it counts, by day, week and month', async () => {
  for (const bucket of ['day', 'week', 'month']) {
    await assertOpens(await read(`${period}&bucket=${bucket}`));
  }
});

test('M2: they do so under every filter, and with what was imported', async () => {
  const narrowed = [
    `teamId=${world.firstLineId}`,
    `ownerId=${world.hoa.id}`,
    'channelKind=webchat',
    'issueType=billing',
    'segment=key_account',
    'language=vi',
    'includesImported=true',
  ];
  for (const filter of narrowed) await assertOpens(await read(`${period}&bucket=week&${filter}`));
});

test('the world has something to count for every figure, or the proof above proves little', async () => {
  const found = await read(`${period}&bucket=week`);
  const empty = found.figures.filter(({ of }) => of.ticketCount === 0).map(({ key }) => key);
  assert.deepEqual(empty, []);
  assert.ok(found.tiers.filter(({ of }) => of.count > 0).length >= 2);
  assert.ok(found.scores.filter(({ of }) => of.count > 0).length >= 2);
  assert.ok(figureOf(found, 'breach_rate').part?.count);
  assert.ok(figureOf(found, 'reopen_rate').part?.count);
  assert.equal(figureOf(found, 'escalations_over_30_days').value, 1);
});

test('C45: spam, practice and imported tickets are not counted; imported ones when asked', async () => {
  const { rows } = await sql<{ own: number; all: number }>`
    select
      count(*) filter (where not is_imported)::integer as own,
      count(*)::integer as "all"
    from ticket
    where not is_spam
      and not is_practice
  `.execute(db);
  const { own = 0, all = 0 } = rows[0] ?? {};
  assert.equal(all, own + 1);
  assert.equal(figureOf(await read(period), 'tickets_created').value, own);
  const withImported = await read(`${period}&includesImported=true`);
  assert.equal(figureOf(withImported, 'tickets_created').value, all);
});

test('the parts of the period add up to the whole', async () => {
  const found = await read(`${period}&bucket=day`);
  assert.equal(found.buckets.length, 14);
  for (const key of ['tickets_created', 'tickets_solved'] as const) {
    const points = found.series.find((each) => each.key === key)?.points ?? [];
    const sum = points.reduce((total, { of }) => total + of.count, 0);
    assert.equal(sum, figureOf(found, key).of.count, key);
  }
  const scores = found.scores.reduce((total, { of }) => total + of.count, 0);
  assert.equal(scores, figureOf(found, 'csat').of.count);
  const tiers = found.tiers.reduce((total, { of }) => total + of.count, 0);
  assert.equal(tiers, figureOf(found, 'tickets_solved').of.count);
});

test('a day of the report is a day of the workspace, not of Greenwich', async () => {
  const found = await read('from=2026-03-02&to=2026-03-02');
  assert.equal(found.timeZone, 'Asia/Ho_Chi_Minh');
  assert.equal(instantFromIso(found.from), instantFromIso('2026-03-02T00:00:00+07:00'));
  assert.equal(instantFromIso(found.to), instantFromIso('2026-03-03T00:00:00+07:00'));
});

test('durations are in working time, with the time on the wall beside it', async () => {
  const { value, p90, wall } = figureOf(await read(period), 'first_response_time');
  assert.ok(value !== null && p90 !== null && wall?.median != null && wall.p90 !== null);
  assert.ok(value <= p90 && value <= wall.median && p90 <= wall.p90);
});

test('a figure stands beside its value in as many days before', async () => {
  const first = await read('from=2026-02-23&to=2026-03-01');
  const second = await read('from=2026-03-02&to=2026-03-08');
  for (const key of ['tickets_created', 'escalation_rate', 'csat', 'breach_rate'] as const) {
    assert.equal(figureOf(second, key).previous, figureOf(first, key).value, key);
  }
  assert.equal(figureOf(second, 'escalations_over_30_days').previous, null);
});

test('a period without anything is empty, not broken', async () => {
  const found = await read('from=2020-01-01&to=2020-01-31&bucket=month');
  assert.equal(figureOf(found, 'tickets_created').value, 0);
  assert.equal(figureOf(found, 'csat').value, null);
});

test('a period that is none, or too long, is refused', async () => {
  for (const wrong of [
    'from=2026-02-30&to=2026-03-01',
    'from=2026-03-02&to=2026-03-01',
    'from=2010-01-01&to=2026-03-01',
    'from=yesterday&to=2026-03-01',
  ]) {
    const answer = await world.minh.browser.get(`/api/v1/reports/summary?${wrong}`);
    assert.equal(answer.status, 422, wrong);
  }
});

test('reports are for managers, admins and auditors', async () => {
  const answer = await world.hoa.browser.get(`/api/v1/reports/summary?${period}`);
  assert.equal(answer.status, 403);
});

async function linesOf(path: string): Promise<string[]> {
  const response = await world.belay.app.inject({
    method: 'GET',
    url: path,
    headers: { cookie: [...world.minh.browser.jar].map((pair) => pair.join('=')).join('; ') },
  });
  assert.equal(response.statusCode, 200, response.body);
  assert.match(String(response.headers['content-type']), /^text\/csv/);
  assert.match(String(response.headers['content-disposition']), /attachment; filename="\w+\.csv"/);
  return response.body
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
}

test('M2: the file of a figure has as many rows as the figure says, and no formula in it', async () => {
  const { of } = figureOf(await read(period), 'tickets_created');
  const lines = await linesOf(`/api/v1/reports/tickets.csv?${new URLSearchParams(of.filter)}`);
  assert.equal(lines.length - 1, of.ticketCount);
  assert.match(lines[0] ?? '', /^number,subject,state,/);
  assert.equal(lines.filter((line) => line.includes('HYPERLINK')).length, 1);
  assert.ok(lines.some((line) => line.includes(`"'=HYPERLINK(""http`)));
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from audit_entry where action = 'export.tickets'
  `.execute(db);
  assert.equal(rows[0]?.count, 1);
});

test('the figures leave as a file too, one row each', async () => {
  const found = await read(`${period}&bucket=week`);
  const lines = await linesOf(`/api/v1/reports/figures.csv?${period}&bucket=week`);
  const points = found.series.reduce((total, { points: each }) => total + each.length, 0);
  assert.equal(lines.length - 1, found.figures.length + points);
});

test('the last rating of a ticket is the one that counts', async () => {
  const { rows } = await sql<{ id: string; score: number }>`
    select id, score from survey where score is not null order by answered_at limit 1
  `.execute(db);
  const survey = rows[0];
  assert.ok(survey);
  const token = createSurveyTokens(world.belay.secret).sign(survey.id);
  const before = await read(period);
  const changed = survey.score === 5 ? 1 : 5;
  const answer = await world.sam.browser.put(`/api/v1/feedback/${token}`, { score: changed });
  assert.equal(answer.status, 200);
  listed.clear();
  const now = await read(period);
  const ofScore = (found: Report, score: number) =>
    found.scores.find((each) => each.score === score)?.of.count ?? 0;
  assert.equal(ofScore(now, changed), ofScore(before, changed) + 1);
  assert.equal(ofScore(now, survey.score), ofScore(before, survey.score) - 1);
  await assertOpens(now);
});
