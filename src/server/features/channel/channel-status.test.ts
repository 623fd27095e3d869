import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Channel } from '#contract/channel.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();

async function shown(id: string): Promise<Channel['status'] | undefined> {
  const { body } = await world.ada.browser.get('/api/v1/channels');
  return (body['items'] as Channel[]).find((each) => each.id === id)?.status;
}

test('the status of a mail channel follows its settings, not the last word of a reader', async () => {
  const server = { host: 'mail.acme.example', port: 993, security: 'tls', user: '' };
  const body = { kind: 'email', name: 'Mail', address: 'help@acme.example' };
  const made = await world.ada.browser.post('/api/v1/channels', {
    ...body,
    isEnabled: false,
    settings: { imap: server, smtp: { ...server, port: 465 } },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id, version } = made.body['channel'] as Channel;
  await sql`
    update channel
    set status = '{"state": "stopped", "problem": {"code": "unreachable", "detail": null}, "lastFetchAt": null}'
    where id = ${id}
  `.execute(world.belay.db);
  const before = await shown(id);
  assert.deepEqual([before?.state, before?.canSend], ['stopped', true]);

  const settings = { imap: null, smtp: null };
  const saved = await world.ada.browser.send(
    'PUT',
    `/api/v1/channels/${id}`,
    { ...body, settings },
    { 'if-match': `"${version}"` },
  );
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  assert.deepEqual(await shown(id), {
    state: 'by_hook',
    problem: null,
    lastFetchAt: null,
    canSend: false,
  });
});
