import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openWorld } from '#harness/world.ts';
import { mailPage } from './mail-routes.ts';

const world = await openWorld();

test('a mail is made inert again before it is shown', async () => {
  const ticketId = await world.customerWrites({ text: 'See below' });
  const { rows } = await sql<{ id: string }>`
    update message
    set html = '<p onclick="steal()">Look</p><script>steal()</script><img src="cid:none">'
    where workspace_id = ${world.workspaceId} and ticket_id = ${ticketId} and direction = 'in'
    returning id
  `.execute(world.belay.db);
  const answer = await world.belay.app.inject({
    method: 'GET',
    url: `/api/v1/messages/${rows[0]?.id ?? ''}/html`,
    headers: { cookie: [...world.hoa.browser.jar].map((pair) => pair.join('=')).join('; ') },
  });
  assert.equal(answer.statusCode, 200);
  assert.match(answer.body, /<p[^>]*>Look<\/p>/);
  assert.doesNotMatch(answer.body, /script|onclick|steal/);
  assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/);
});

test('a mail whose HTML takes too long is shown by its words', () => {
  const page = mailPage({ inert: null, text: 'a <b>\n & c', inlineFiles: [] }, true);
  assert.match(page, /white-space: pre-wrap">a &lt;b&gt;\n &amp; c<\/div>/);
});
