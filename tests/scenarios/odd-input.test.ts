import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { sampleOf, type SampleOptions } from '#harness/sample-request.ts';
import { openWorld } from '#harness/world.ts';
import { openApiDocument, type Operation } from '#server/platform/http/openapi-document.ts';

/*
 * Every route that Belay has × values that fit its schema and that nobody thinks of: U+0000, half a
 * character, years beyond what a database holds, the largest numbers. Whatever is answered, it is
 * never a fault of ours. The list comes from the running application, as in every-door.test.ts.
 */

const world = await openWorld();
const { belay } = world;
await belay.app.ready();
const document = openApiDocument(belay.app);
const ticketId = await world.customerWrites({ text: 'Where is my order?' });

const { rows } = await sql<Record<string, string>>`
  select
    t.id as "ticketId",
    t.contact_id as "contactId",
    (select m.id from message m where m.ticket_id = t.id limit 1) as "messageId",
    (select k.id from clock k where k.ticket_id = t.id limit 1) as "clockId",
    (select a.id from agent a where a.name = 'Sam') as "agentId",
    (select a.id from agent a where a.name = 'Sam') as "ownerId",
    (select g.id from team g limit 1) as "teamId",
    (select v.id from matrix_version v limit 1) as "versionId",
    (select p.id from sla_policy p limit 1) as "policyId",
    (select c.id from calendar c limit 1) as "calendarId"
  from ticket t
  where t.id = ${ticketId}
`.execute(belay.db);
const ids = rows[0] ?? {};
const options: SampleOptions = {
  schemas: document.components.schemas,
  idFor: (name) => ids[name] ?? null,
  isWhole: true,
};

const moments = ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00'];
const texts = [
  'a\u0000b',
  '\ud800',
  "%_\\'",
  cursorOf('tickets:updated'),
  cursorOf('notifications'),
];
const numbers = [Number.MAX_SAFE_INTEGER, 2 ** 31, -1, 0.5, 1e308];

/** Damaged inside: the right list, and sort values that are none. */
function cursorOf(list: string): string {
  return Buffer.from(JSON.stringify([list, 'no moment', 'no id'])).toString('base64url');
}

function oddOnes(sample: unknown): readonly unknown[] {
  if (typeof sample === 'number') return numbers;
  if (typeof sample !== 'string') return [];
  return /^\d{4}-\d\d-\d\dT/.test(sample) ? moments : texts;
}

/** The same value with one leaf after the other made odd. */
function oddBodies(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) =>
      oddBodies(each).map((odd) => value.toSpliced(index, 1, odd)),
    );
  }
  if (typeof value !== 'object' || value === null) return oddOnes(value);
  return Object.entries(value).flatMap(([name, each]) =>
    oddBodies(each).map((odd) => ({ ...value, [name]: odd })),
  );
}

type Door = { readonly method: string; readonly path: string; readonly operation: Operation };
type Request = { readonly url: string; readonly body: object | undefined };

function requestsOf({ path, operation }: Door): Request[] {
  const named = operation.parameters.map(({ name, schema, ...rest }) => ({
    ...rest,
    name,
    sample: sampleOf(schema, options, name),
  }));
  const url = named
    .filter((each) => each.in === 'path')
    .reduce((done, { name, sample }) => done.replace(`{${name}}`, String(sample)), path);
  const required = named.filter((each) => each.in === 'query' && each.required === true);
  const withQuery = (name: string, odd: unknown): string => {
    const query = new URLSearchParams(required.map((each) => [each.name, String(each.sample)]));
    query.set(name, String(odd));
    return `${url}?${query}`;
  };
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema === undefined ? undefined : sampleOf(schema, options);
  const whole = typeof body === 'object' && body !== null ? body : undefined;
  const queries = named.filter((each) => each.in === 'query');
  return [
    ...queries.flatMap(({ name, sample }) =>
      oddOnes(sample).map((odd) => ({ url: withQuery(name, odd), body: whole })),
    ),
    ...(whole === undefined ? [] : oddBodies(whole)).flatMap((odd) =>
      typeof odd === 'object' && odd !== null ? { url, body: odd } : [],
    ),
  ];
}

/** A stream has no end; a file that breaks off was answered before. */
const isTalk = ({ path }: Door): boolean => !/events\/stream$|\.csv$/.test(path);

const doors = Object.entries(document.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Door => ({ method, path, operation })),
  )
  .filter(isTalk);

test('no odd value is answered with a fault of ours, by any door', async () => {
  let asked = 0;
  for (const door of doors) {
    for (const { url, body } of requestsOf(door)) {
      const method = door.method.toUpperCase() as Parameters<typeof world.ada.browser.send>[0];
      const answer = await world.ada.browser.send(method, url, body);
      asked += 1;
      assert.ok(answer.status < 500, `${method} ${url} ${JSON.stringify(body)}`);
    }
  }
  assert.ok(asked > 1000, `only ${asked} were asked`);
  assert.equal((await world.ada.browser.get('/api/v1/session')).status, 200, 'still signed in');
});

test('a reply with a character that no database holds arrives all the same', async () => {
  const url = `/api/v1/tickets/${ticketId}/notes`;
  const answer = await world.hoa.browser.post(url, { text: 'before\u0000after \ud83d' });
  assert.equal(answer.status, 201);
  const page = await world.hoa.browser.get(`/api/v1/tickets/${ticketId}`);
  const messages = page.body['messages'] as { text: string }[];
  assert.equal(messages.at(-1)?.text, 'before\u2400after \ufffd');
});
