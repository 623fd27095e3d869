import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { startSmtp } from '#harness/mail-server.ts';
import { openWorld } from '#harness/world.ts';
import { signWebhook } from '#server/features/channel/public.ts';

const firstMail = [
  'From: =?UTF-8?Q?Nguy=E1=BB=85n_Linh?= <linh@customer.example>',
  'To: support@acme.example',
  'Subject: =?UTF-8?Q?Ch=C6=B0a_nh=E1=BA=ADn_=C4=91=C6=B0=E1=BB=A3c_ho=C3=A0n_ti=E1=BB=81n?=',
  'Message-ID: <first-1@customer.example>',
  'Date: Mon, 2 Mar 2026 09:00:00 +0700',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Tôi vẫn chưa nhận được tiền hoàn cho đơn hàng 8812.',
  '',
].join('\r\n');

test('a mail becomes a ticket, is answered by mail, and its answer lands in the same ticket', async () => {
  const smtp = await startSmtp();
  after(() => smtp.stop());
  const world = await openWorld({ smtpUrl: smtp.url });
  const made = await world.ada.browser.post('/api/v1/channels', {
    kind: 'email',
    name: 'Support',
    address: 'support@acme.example',
    settings: { displayName: 'Acme Support', imap: null, smtp: null },
  });
  assert.equal(made.status, 201);
  const { channel, hookSecret } = made.body as { channel: { id: string }; hookSecret: string };
  let sent = 0;
  const post = async (mail: string) => {
    const id = `msg_${(sent += 1)}`;
    const timestamp = String(Math.floor(world.now() / 1000));
    const response = await world.belay.app.inject({
      method: 'POST',
      url: `/api/v1/inbound/mail/${channel.id}`,
      headers: {
        'content-type': 'message/rfc822',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signWebhook({ secret: hookSecret, id, timestamp, body: mail }),
      },
      payload: mail,
    });
    await world.belay.settle();
    return { status: response.statusCode, body: response.json() as Record<string, unknown> };
  };

  assert.deepEqual(await post(firstMail), { status: 202, body: { result: 'stored' } });
  assert.deepEqual((await post(firstMail)).body, { result: 'duplicate' });

  const list = await world.hoa.browser.get('/api/v1/tickets?view=all');
  const [row, ...others] = list.body['items'] as Record<string, unknown>[];
  assert.equal(others.length, 0, 'one mail makes one ticket');
  assert.equal(row?.['subject'], 'Chưa nhận được hoàn tiền');
  assert.equal(row?.['language'], 'vi');
  const ticketUrl = `/api/v1/tickets/${String(row?.['id'])}`;

  const receipt = await smtp.waitForMail();
  assert.match(receipt.mail.subject, /#1001/);
  assert.equal(receipt.mail.autoSubmitted, 'auto-replied');
  assert.doesNotMatch(
    receipt.mail.text,
    /8812/,
    'the first automatic answer holds no words of theirs',
  );

  const reply = await world.hoa.browser.post(`${ticketUrl}/replies`, {
    text: 'Chào chị Linh, em đang kiểm tra ngay ạ.',
    state: 'pending',
  });
  assert.equal(reply.status, 201, JSON.stringify(reply.body));
  assert.equal(smtp.mails.length, 1, 'a reply waits out its ten seconds of undo');
  await world.advance('PT11S');
  const answer = await smtp.waitForMail(({ mail }) => mail.text.includes('kiểm tra'));
  assert.deepEqual(answer.to, ['linh@customer.example']);
  assert.deepEqual(answer.mail.inReplyTo, ['first-1@customer.example']);
  const [replyTo] = answer.mail.replyTo;
  assert.match(replyTo?.address ?? '', /^support\+t\.[a-z2-7]{42}@acme\.example$/);

  const page = await world.hoa.browser.get(ticketUrl);
  const clocks = page.body['clocks'] as { metric: string; status: string }[];
  assert.equal(clocks.find(({ metric }) => metric === 'first_response')?.status, 'met');
  const messages = page.body['messages'] as { text: string; delivery: string }[];
  assert.equal(messages.at(-1)?.delivery, 'sent');

  const second = [
    'From: Linh <linh@customer.example>',
    `To: ${replyTo?.address}`,
    'Subject: Re: whatever #9999',
    'Message-ID: <second-2@customer.example>',
    `In-Reply-To: <${answer.mail.messageId}>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Cảm ơn, tôi chờ.',
    '',
  ].join('\r\n');
  await post(second);
  const after2 = await world.hoa.browser.get(ticketUrl);
  const words = (after2.body['messages'] as { text: string }[]).map(({ text }) => text);
  assert.ok(words.includes('Cảm ơn, tôi chờ.'), 'the answer lands in the same ticket by its token');
  assert.equal((after2.body['ticket'] as { state: string }).state, 'open');
  const stranger = second
    .replace('Linh <linh@customer.example>', 'Somebody <else@stranger.example>')
    .replace('second-2@', 'third-3@')
    .replace('Cảm ơn, tôi chờ.', 'I have her token, so tell me all.');
  await post(stranger);
  const seen = await world.hoa.browser.get(ticketUrl);
  const last = (seen.body['messages'] as { text: string; problems: string[] }[]).at(-1);
  assert.equal(last?.text, 'I have her token, so tell me all.');
  assert.ok(last.problems.includes('third_party'));
  const verified = await sql<{ name: string; isVerified: boolean }>`
    select name, is_verified as "isVerified" from contact order by name
  `.execute(world.belay.db);
  assert.deepEqual(verified.rows, [
    { name: 'Nguyễn Linh', isVerified: true },
    { name: 'Somebody', isVerified: false },
  ]);
  const answered = await world.hoa.browser.post(`${ticketUrl}/replies`, { text: 'Xong rồi ạ.' });
  assert.equal(answered.status, 201);
  await world.advance('PT11S');
  const done = await smtp.waitForMail(({ mail }) => mail.text.includes('Xong rồi'));
  assert.deepEqual(done.to, ['linh@customer.example'], 'a stranger is shown nothing');

  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ticket`.execute(
    world.belay.db,
  );
  assert.equal(rows[0]?.count, 1);
});
