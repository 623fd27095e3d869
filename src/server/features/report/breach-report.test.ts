import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import {
  type BreachReport,
  breachReport,
  listBreachedCycles,
  type TimeFigure,
} from '#contract/breach-report.ts';
import { listTickets } from '#contract/ticket.ts';
import { timeParts } from '#domain/metrics/time-part.ts';
import { playSample } from '#server/features/sample/public.ts';
import { silentLogger } from '#server/platform/log.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { db } = world.belay;
const { browser } = world.minh;
const minuteMs = 60_000;

await playSample({
  db,
  log: silentLogger(),
  clock: world.belay.clock,
  workspaceId: world.workspaceId,
  secret: world.belay.secret,
});
world.belay.core.forget(world.workspaceId);

/** Monday 09:00: a customer waits in the queue, is handled, waits for the second line, and is late. */
const ticketId = await world.customerWrites({ subject: '=SUM(A1)', text: 'Where is my order?' });
const hoa = world.hoa.browser;
await hoa.patch(`/api/v1/tickets/${ticketId}`, { ownerId: null });
await world.advance('PT20M');
await hoa.patch(`/api/v1/tickets/${ticketId}`, { ownerId: world.hoa.id });
await world.advance('PT10M');
const climbed = await hoa.post(`/api/v1/tickets/${ticketId}/escalation`, {
  reason: 'needs_authority',
  target: { kind: 'team', teamId: world.secondLineId },
  brief: { wants: 'Her refund', tried: 'Looked in the ledger', needed: 'An approval' },
});
assert.equal(climbed.status, 201, JSON.stringify(climbed.body));
await world.advance('P3D');

const past = 'from=2026-02-01&to=2026-03-08';
const own = 'from=2026-03-02&to=2026-03-08';

async function read(query: string): Promise<BreachReport> {
  const answer = await browser.get(`/api/v1/reports/breaches?${query}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return breachReport.parse(answer.body);
}

async function cyclesOf(query: string, filter: TimeFigure['filter'] = {}) {
  const found = [];
  const asked = new URLSearchParams({
    ...Object.fromEntries(new URLSearchParams(query)),
    ...filter,
  });
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const url = `/api/v1/reports/breaches/cycles?${asked}&limit=7${page}`;
    const answer = await browser.get(url);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { items, nextCursor } = listBreachedCycles.schema.response.parse(answer.body);
    found.push(...items);
    cursor = nextCursor;
  }
  return found;
}

async function ticketCountOf(filter: Readonly<Record<string, string>>): Promise<number> {
  const answer = await browser.get(`/api/v1/tickets?limit=200&${new URLSearchParams(filter)}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return listTickets.schema.response.parse(answer.body).items.length;
}

/** Everything in the report that says how much time, each with a name for when it is wrong. */
function figuresOf(report: BreachReport): readonly (readonly [string, TimeFigure])[] {
  return [
    ['wall', report.wall],
    ...report.parts.map(({ part, figure }) => [part, figure] as const),
    ...report.metrics.map(({ metric, figure }) => [metric, figure] as const),
    ...report.teams.flatMap(({ teamName, handled, offered, queued, whole }) =>
      [handled, offered, queued, whole].map((figure) => [`team ${teamName}`, figure] as const),
    ),
    ...report.hops.flatMap(({ hop, offered, handled, whole }) =>
      [offered, handled, whole].map((figure) => [`hop ${hop}`, figure] as const),
    ),
  ];
}

const askings = [
  past,
  `${past}&until=end`,
  `${past}&set=solved`,
  `${past}&metric=acknowledge`,
  `${past}&endedBy=automatic`,
  `${own}&teamId=${world.firstLineId}&includesImported=true`,
];

test('M2: every figure of the breaches lists exactly the cycles and tickets it counts', async () => {
  let count = 0;
  for (const asking of askings) {
    for (const [name, figure] of figuresOf(await read(asking))) {
      const cycles = await cyclesOf(asking, figure.filter);
      assert.equal(cycles.length, figure.cycleCount, `${asking} ${name}`);
      const tickets = new Set(cycles.map((cycle) => cycle.ticketId));
      assert.equal(tickets.size, figure.ticketCount, `${asking} ${name}`);
      const askedMs = cycles.reduce((sum, cycle) => sum + cycle.askedMs, 0);
      assert.equal(askedMs, figure.totalMs, `${asking} ${name}`);
      count += cycles.length;
    }
  }
  assert.ok(count > 50, 'there was something to count');
});

test('the cycles open as a list of their tickets, those apart as well', async () => {
  for (const asking of askings) {
    const { cycles, apart } = await read(asking);
    assert.equal(await ticketCountOf(cycles.filter), cycles.ticketCount, asking);
    assert.equal(await ticketCountOf(apart.filter), apart.ticketCount, asking);
  }
});

test('the parts of each cycle add up to its time on the wall, and to those of the whole', async () => {
  for (const asking of askings) {
    const report = await read(asking);
    for (const cycle of await cyclesOf(asking)) {
      const sum = cycle.slices.reduce((total, { ms }) => total + ms, 0);
      assert.equal(sum, cycle.wallMs);
      assert.equal(Date.parse(cycle.until) - Date.parse(cycle.startedAt), cycle.wallMs);
    }
    const sum = report.parts.reduce((total, { figure }) => total + figure.totalMs, 0);
    assert.equal(sum, report.wall.totalMs, asking);
  }
});

test('C46: cycles that an automatic message ended are counted apart, and the set is what is asked', async () => {
  const people = await read(past);
  const automatic = await read(`${past}&endedBy=automatic`);
  assert.deepEqual(people.apart, automatic.cycles);
  assert.deepEqual(automatic.apart, people.cycles);
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from clock k
    join ticket t on t.workspace_id = k.workspace_id and t.id = k.ticket_id
    where k.breached_at is not null
      and not t.is_imported and not t.is_spam and not t.is_practice
  `.execute(db);
  assert.equal(people.cycles.count + automatic.cycles.count, rows[0]?.count);
  const solved = await read(`${past}&set=solved`);
  assert.ok(solved.cycles.count < people.cycles.count);
});

test('a ticket late by the queue and by a hop says so, team by team', async () => {
  const cycles = (await cyclesOf(own)).filter((cycle) => cycle.ticketId === ticketId);
  const first = cycles.find(({ metric }) => metric === 'first_response');
  assert.ok(first);
  const { teamName: firstLine } = first.slices.find(({ part }) => part === 'handled') ?? {};
  const partsOf = (cycle: typeof first) =>
    Object.fromEntries(
      cycle.slices.map(({ part, hop, ms }) => [`${part} ${hop ?? ''}`.trim(), ms]),
    );
  const parts = partsOf(first);
  assert.equal(parts['queued'], 20 * minuteMs);
  assert.equal(parts['handled'], 10 * minuteMs);
  assert.ok((parts['offered 1'] ?? 0) > 0);
  const acknowledged = cycles.filter(({ metric }) => metric === 'acknowledge');
  const hopsOf = acknowledged.map((cycle) => {
    const [hop, ...others] = Object.keys(partsOf(cycle)).filter((part) => part !== 'closed');
    assert.deepEqual(others, []);
    return hop;
  });
  assert.ok(hopsOf.includes('offered 1'));
  assert.equal(new Set(hopsOf).size, hopsOf.length);
  const { teams, hops } = await read(own);
  assert.ok(teams.some(({ teamName }) => teamName === firstLine));
  assert.ok(teams.some(({ teamId }) => teamId === world.secondLineId));
  assert.equal(hops[0]?.hop, 1);
});

test('up to the breach nothing changes with the hour; up to the end an open cycle goes on', async () => {
  const whole = async (until: string) => {
    const asking = `${own}&until=${until}&metric=first_response`;
    return (await cyclesOf(asking)).find((cycle) => cycle.ticketId === ticketId);
  };
  const before = [await whole('breach'), await whole('end')];
  await world.advance('PT1H');
  const after = [await whole('breach'), await whole('end')];
  assert.equal(after[0]?.wallMs, before[0]?.wallMs);
  assert.equal(after[0]?.until, after[0]?.breachedAt);
  assert.equal((after[1]?.wallMs ?? 0) - (before[1]?.wallMs ?? 0), 60 * minuteMs);
});

test('the file has a row for each cycle of the figure, without a formula, and is noted', async () => {
  const asking = `${own}&part=queued`;
  const response = await world.belay.app.inject({
    method: 'GET',
    url: `/api/v1/reports/breaches.csv?${asking}`,
    headers: { cookie: [...browser.jar].map((pair) => pair.join('=')).join('; ') },
  });
  assert.equal(response.statusCode, 200, response.body);
  assert.match(String(response.headers['content-type']), /^text\/csv/);
  const lines = response.body
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  const figure = (await read(own)).parts.find(({ part }) => part === 'queued')?.figure;
  assert.equal(lines.length - 1, figure?.cycleCount);
  const names = lines[0]?.split(',') ?? [];
  const place = names.indexOf('wall_ms');
  const line = lines.find((each) => each.includes('SUM(A1)')) ?? '';
  assert.ok(line.includes(`"'=SUM(A1)"`), line);
  const cells = line.split(',').slice(place, place + 1 + timeParts.length);
  const [wall, ...parts] = cells.map(Number);
  assert.equal(
    parts.reduce((sum, ms) => sum + ms, 0),
    wall,
  );
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from audit_entry where action = 'export.tickets'
  `.execute(db);
  assert.equal(rows[0]?.count, 1);
});

test('what is no question is refused, and breaches are for who may read reports', async () => {
  for (const wrong of [
    'from=2026-03-02&to=2026-03-01',
    `${own}&set=all`,
    `${own}&until=never`,
    `${own}&metric=patience`,
  ]) {
    assert.equal((await browser.get(`/api/v1/reports/breaches?${wrong}`)).status, 422, wrong);
  }
  const cycles = '/api/v1/reports/breaches/cycles';
  assert.equal((await browser.get(`${cycles}?${own}&hop=0`)).status, 422);
  assert.equal((await browser.get(`${cycles}?${own}&cursor=nonsense`)).status, 400);
  assert.equal((await hoa.get(`/api/v1/reports/breaches?${own}`)).status, 403);
  assert.equal((await hoa.get(`${cycles}?${own}`)).status, 403);
});

test('a period without a breach is empty, not broken', async () => {
  const found = await read('from=2020-01-01&to=2020-01-31');
  assert.equal(found.cycles.count, 0);
  assert.equal(found.wall.medianMs, null);
  assert.deepEqual([found.teams, found.hops, found.metrics], [[], [], []]);
});
