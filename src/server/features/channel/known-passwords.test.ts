import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startSmtp } from '#harness/mail-server.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const smtp = await startSmtp({ password: 'a kept password' });
after(() => smtp.stop());

const channelOf = (host: string, more: object = {}) => ({
  kind: 'email',
  name: 'Mail',
  address: 'help@acme.example',
  settings: { imap: null, smtp: { host, port: 25, security: 'none', user: 'help' } },
  ...more,
});
const made = await world.ada.browser.post(
  '/api/v1/channels',
  channelOf('smtp.acme.example', { smtpPassword: 'a kept password' }),
);
const { id } = made.body['channel'] as { id: string };
const url = `/api/v1/channels/${id}`;

test('a stored password stays for its server, and is never sent to another', async () => {
  assert.equal((await world.ada.browser.put(url, channelOf('SMTP.acme.example'))).status, 200);
  const moved = await world.ada.browser.put(url, channelOf('smtp.evil.example'));
  assert.equal(moved.status, 422);
  assert.match(JSON.stringify(moved.body['fields']), /smtpPassword/);
  const away = channelOf('x', { settings: { imap: null, smtp: null } });
  assert.equal((await world.ada.browser.put(url, away)).status, 200);
  const back = await world.ada.browser.put(url, channelOf('smtp.evil.example'));
  assert.equal(back.status, 422, 'nor by way of no server at all');
  const given = channelOf('smtp.other.example', { smtpPassword: 'another' });
  assert.equal((await world.ada.browser.put(url, given)).status, 200);
});

test('trying another server takes no stored password along', async () => {
  await world.ada.browser.put(
    url,
    channelOf('smtp.acme.example', { smtpPassword: 'a kept password' }),
  );
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none', user: 'help' };
  const ask = async (more: object) => {
    const body = { channelId: id, settings: { imap: null, smtp: server }, ...more };
    const answer = await world.ada.browser.post('/api/v1/channels/test', body);
    return (answer.body['smtp'] as { ok: boolean }).ok;
  };
  assert.equal(await ask({}), false);
  assert.equal(await ask({ smtpPassword: 'a kept password' }), true);
});
