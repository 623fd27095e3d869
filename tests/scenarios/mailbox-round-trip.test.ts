import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { isDovecotAvailable, startDovecot } from '#harness/dovecot.ts';
import { openStory } from '#harness/story.ts';

const mail = [
  'From: =?UTF-8?Q?Nguy=E1=BB=85n_Linh?= <linh@customer.example>',
  'To: support@acme.example',
  'Subject: =?UTF-8?Q?Ch=C6=B0a_nh=E1=BA=ADn_=C4=91=C6=B0=E1=BB=A3c_ho=C3=A0n_ti=E1=BB=81n?=',
  'Message-ID: <by-imap-1@customer.example>',
  'Date: Mon, 2 Mar 2026 09:00:00 +0700',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Tôi vẫn chưa nhận được tiền hoàn cho đơn hàng 8812.',
  '',
].join('\r\n');

test('a mail in a real mailbox becomes a ticket, and its answer leaves in the same thread', {
  skip: isDovecotAvailable() ? false : 'Dovecot (Debian: dovecot-imapd) is not installed here.',
}, async () => {
  const imap = await startDovecot();
  after(() => imap.stop());
  const story = await openStory();
  const { host, port, security, user, password } = imap.settings;
  const made = await story.ada.browser.post('/api/v1/channels', {
    kind: 'email',
    name: 'Mailbox',
    address: 'help@acme.example',
    settings: { displayName: 'Acme', imap: { host, port, security, user }, smtp: null },
    imapPassword: password,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  await story.belay.startFeatures();
  await imap.deliver(mail);

  // A mailbox is read in real time, whatever the story's clock says.
  const found = async () => {
    const list = await story.hoa.browser.get('/api/v1/tickets?view=all');
    return (list.body['items'] as { id: string; subject: string; language: string }[])[0];
  };
  const deadline = performance.now() + 20_000;
  while ((await found()) === undefined && performance.now() < deadline) await wait(50);
  const row = await found();
  assert.equal(row?.subject, 'Chưa nhận được hoàn tiền');
  assert.equal(row.language, 'vi');
  const told = await story.told();
  assert.equal(told.length, 2);
  assert.ok(told.some((line) => line.endsWith('customer: received_receipt')));

  const ticketId = row.id as Parameters<typeof story.page>[0];
  await story.reply(story.hoa, ticketId, { text: 'Em đang kiểm tra ngay ạ.' });
  await story.advance('PT11S');
  const answer = await story.smtp.waitForMail(({ mail: each }) => each.text.includes('kiểm tra'));
  assert.deepEqual(answer.to, ['linh@customer.example']);
  assert.deepEqual(answer.mail.inReplyTo, ['by-imap-1@customer.example']);
  assert.equal(answer.mail.subject, 'Re: Chưa nhận được hoàn tiền');
  assert.deepEqual(
    (await imap.list()).map(({ isSeen }) => isSeen),
    [true],
    'marked as seen only after it was kept',
  );
});
