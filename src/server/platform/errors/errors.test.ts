import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createTestDatabase } from '#harness/database.ts';
import { newId } from '../ids.ts';
import { problemOf } from './problem.ts';
import { recognise } from './recognise.ts';
import { RequestRefused } from './refused.ts';
import { errorCodes, errorRegistry } from './registry.ts';

const { db } = await createTestDatabase({ poolSize: 1 });

async function thrownBy(text: string): Promise<unknown> {
  return sql
    .raw(text)
    .execute(db)
    .then(
      () => assert.fail('nothing was thrown'),
      (error: unknown) => error,
    );
}

test('every code has a status of an error, and says when it is met and what to do', () => {
  for (const code of errorCodes) {
    const { status, title, when, wayOut } = errorRegistry[code];
    assert.match(code, /^[a-z]+(?:_[a-z]+)*$/);
    assert.ok(status >= 400 && status < 600, code);
    for (const sentence of [title, when, wayOut]) assert.match(sentence, /^[A-Z].*\.$/, code);
  }
});

test('what a constraint refuses is a mistake of the request and not of Belay', async () => {
  const workspace = `'${newId()}'`;
  const at = "'2026-01-05T00:00:00Z'";
  const insert = `insert into workspace (id, name, created_at) values (${workspace}, 'W', ${at})`;
  await sql.raw(insert).execute(db);
  const team = `'${newId()}'`;
  await sql
    .raw(
      `insert into team (workspace_id, id, name, tier, created_at)
      values (${workspace}, ${team}, 'T', 'L1', ${at})`,
    )
    .execute(db);
  const codeOf = async (text: string) => recognise(await thrownBy(text)).code;
  assert.equal(await codeOf(insert), 'conflict');
  assert.equal(
    await codeOf(`insert into team_member (workspace_id, team_id, agent_id, created_at)
      values (${workspace}, ${team}, '${newId()}', ${at})`),
    'reference_not_found',
  );
  assert.equal(await codeOf(`delete from workspace where id = ${workspace}`), 'in_use');
  assert.equal(await codeOf('select nonsense'), 'internal_error');
});

test('a database that is away is told from a file that is missing', () => {
  const socket = Object.assign(new Error('connect ENOENT'), { code: 'ENOENT', syscall: 'connect' });
  const file = Object.assign(new Error('open ENOENT'), { code: 'ENOENT', path: '/x' });
  assert.equal(recognise(socket).code, 'unavailable');
  assert.equal(recognise(file).code, 'internal_error');
  assert.equal(recognise('thrown text').code, 'internal_error');
});

test('a problem document tells what was given to it and nothing of the error itself', () => {
  const bare = problemOf(new RequestRefused('not_found'), 'r1');
  assert.deepEqual(Object.keys(bare), ['type', 'title', 'status', 'code', 'wayOut', 'requestId']);
  const full = problemOf(
    new RequestRefused('invalid_request', {
      facts: { limit: 2 },
      fields: [{ path: 'name', code: 'too_small', message: 'Too small' }],
      detail: 'More.',
    }),
    'r2',
  );
  assert.deepEqual(full.facts, { limit: 2 });
  assert.equal(full.fields?.[0]?.path, 'name');
});
