import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import nodemailer from 'nodemailer';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { parseMessage } from './parse-message.ts';
import { renderMail, type OutgoingMail } from './render.ts';
import { textToMailHtml } from './text-html.ts';
import { loopMark, resolveThread } from './thread-token.ts';

const by = {
  secret: 's'.repeat(32),
  workspaceId: '0197a3c0-0000-7000-8000-000000000001' as WorkspaceId,
};
const ticketId = '0197a3c0-1111-7222-8333-444455556666' as TicketId;

const plain: OutgoingMail = {
  outboxId: '0197a3c0-9999-7000-8000-000000000009',
  ticketId,
  from: { name: 'Cửa hàng', address: 'support@shop.test' },
  to: [{ name: 'Nguyễn Lan', address: 'lan@customer.test' }],
  subject: 'Re: Đơn hàng 1042',
  text: 'Chào Lan,\n\nđơn hàng đã đến.\nXem https://shop.test/1?a=1&b=2',
  language: 'vi',
  inReplyTo: 'abc@customer.test',
  references: ['first@customer.test'],
  automatic: 'no',
  hasPlusAddressing: true,
};

/** What a receiving server would see, read with our own reader. */
async function sent(part: Partial<OutgoingMail> = {}) {
  const rendered = renderMail({ ...plain, ...part }, by);
  assert.equal(rendered.ok, true);
  const stream = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const { message, envelope } = await stream.sendMail(rendered.value.options);
  const raw = Buffer.from(message.toString());
  return {
    raw: raw.toString(),
    mail: parseMessage(raw),
    envelope,
    messageId: rendered.value.messageId,
  };
}

describe('an outgoing mail', () => {
  test('says who, to whom and what, in any script', async () => {
    const { mail, envelope } = await sent();
    assert.deepEqual(mail.from, plain.from);
    assert.deepEqual(mail.to, plain.to);
    assert.equal(mail.subject, plain.subject);
    assert.equal(mail.text, plain.text);
    assert.deepEqual(envelope, { from: 'support@shop.test', to: ['lan@customer.test'] });
    assert.deepEqual(mail.languageHints, ['vi']);
    assert.deepEqual(mail.nature, { kind: 'personal' });
  });

  test('stands in its thread and brings the answer back to its ticket', async () => {
    const { mail, messageId } = await sent();
    assert.equal(mail.messageId, messageId);
    assert.match(
      messageId,
      /^belay\.0197a3c0-9999-7000-8000-000000000009\.[a-z2-7]{42}@shop\.test$/,
    );
    assert.deepEqual(mail.inReplyTo, ['abc@customer.test']);
    assert.deepEqual(mail.references, ['first@customer.test', 'abc@customer.test']);
    const nobody = { to: [], cc: [], deliveredTo: [], inReplyTo: [], references: [] };
    assert.equal(resolveThread({ ...nobody, to: mail.replyTo }, by), ticketId);
    assert.equal(resolveThread({ ...nobody, inReplyTo: [messageId] }, by), ticketId);
    assert.equal((await sent({ hasPlusAddressing: false })).mail.replyTo.length, 0);
  });

  test('P8: the second attempt of one outbox row is the same mail', async () => {
    assert.equal((await sent()).messageId, (await sent()).messageId);
  });

  test('a machine’s mail says so, and all of our mail carries the mark against loops', async () => {
    const acknowledgement = await sent({ automatic: 'replied' });
    assert.equal(acknowledgement.mail.autoSubmitted, 'auto-replied');
    assert.match(acknowledgement.raw, /^X-Auto-Response-Suppress: All\r?$/m);
    assert.equal((await sent({ automatic: 'generated' })).mail.autoSubmitted, 'auto-generated');
    const own = parseMessage(Buffer.from((await sent()).raw), { ownMark: loopMark(by.secret) });
    assert.equal(own.nature.kind, 'loop');
  });

  test('nothing in names, subject or ids adds a header or a recipient', async () => {
    const evil = 'x\r\nBcc: all@customer.test\r\n\r\nboo';
    const { mail, raw, envelope } = await sent({
      subject: evil,
      from: { name: evil, address: 'support@shop.test' },
      to: [{ name: evil, address: 'lan@customer.test' }],
      inReplyTo: evil,
      references: [evil, 'fine@x.test'],
      language: evil,
      attachments: [{ filename: evil, mediaType: evil, content: Buffer.from('x') }],
      quote: { heading: evil, text: evil },
    });
    assert.doesNotMatch(raw.slice(0, raw.indexOf('\r\n\r\n')), /^bcc:/im);
    assert.deepEqual(envelope.to, ['lan@customer.test']);
    assert.equal(mail.subject, 'x Bcc: all@customer.test boo');
    assert.deepEqual(mail.references, ['fine@x.test']);
    assert.equal(mail.attachments[0]?.mediaType, 'application/octet-stream');
  });

  test('an address that is none is refused before anything is sent', () => {
    for (const address of [
      '',
      'lan',
      'lan@',
      '@shop.test',
      'a@b.',
      'a@b.test, c@d.test',
      'a@b.test\r\nBcc: c@d.test',
      'a b@c.test',
    ]) {
      const rendered = renderMail({ ...plain, to: [{ name: '', address }] }, by);
      assert.deepEqual(rendered, { ok: false, reason: 'invalid_address', facts: { address } });
    }
    assert.deepEqual(renderMail({ ...plain, to: [] }, by), { ok: false, reason: 'no_recipient' });
  });

  test('hosts in any script are sent in the form that every server knows', async () => {
    const { raw } = await sent({ to: [{ name: '', address: 'lan@Khách.test' }] });
    assert.match(raw, /^To: lan@xn--khch-6na\.test\r?$/m);
  });

  test('quotes the mail it answers, and our own reader takes that apart again', async () => {
    const quote = {
      heading: 'On 3 March 2025 at 10:15, Lan <lan@customer.test> wrote:',
      text: 'Where is it?\n> older',
    };
    const { mail } = await sent({ text: 'It is here.', quote });
    assert.equal(mail.text, `It is here.\n\n${quote.heading}\n> Where is it?\n>> older`);
    assert.equal(mail.strippedText, 'It is here.');
    assert.match(mail.html ?? '', /<blockquote[\s\S]*Where is it\?/);
  });

  test('carries files under their own names', async () => {
    const { mail } = await sent({
      attachments: [
        { filename: 'hóa đơn.pdf', mediaType: 'application/pdf', content: Buffer.from('PDF') },
      ],
    });
    assert.deepEqual(
      mail.attachments.map(({ filename, mediaType, size }) => ({ filename, mediaType, size })),
      [{ filename: 'hóa đơn.pdf', mediaType: 'application/pdf', size: 3 }],
    );
  });
});

describe('the HTML of an agent’s words', () => {
  test('has paragraphs with their own direction, line breaks and escaped text', () => {
    assert.equal(
      textToMailHtml('a < b & "c"\nline\n\nمرحبا'),
      '<p dir="auto" style="margin: 0 0 1em">a &lt; b &amp; &quot;c&quot;<br>\nline</p>\n<p dir="auto" style="margin: 0 0 1em">مرحبا</p>',
    );
  });

  test('links web and mail addresses and nothing else', () => {
    const html = textToMailHtml(
      'https://shop.test/?q="><script>x()</script> shop.com a@b.com javascript:x() ftp://x.com file:///etc/passwd',
    );
    assert.match(html, /<a href="https:\/\/shop\.test\/\?q=[^"]*"/);
    assert.match(html, /<a href="http:\/\/shop\.com" rel="noopener noreferrer">shop\.com<\/a>/);
    assert.match(html, /<a href="mailto:a@b\.com"/);
    assert.doesNotMatch(html, /<script|href="(?:javascript|ftp|file)/);
  });

  test('the page runs in the language’s direction', () => {
    const arabic = renderMail({ ...plain, language: 'ar' }, by);
    assert.match(arabic.ok ? String(arabic.value.options.html) : '', /<html lang="ar" dir="rtl">/);
    const vietnamese = renderMail(plain, by);
    assert.match(
      vietnamese.ok ? String(vietnamese.value.options.html) : '',
      /<html lang="vi" dir="ltr">/,
    );
  });

  test('P24: 80 KB of “a.” are linked in no time', () => {
    for (const text of [
      'a.'.repeat(40_000),
      'http://'.repeat(11_000),
      'a@'.repeat(40_000),
      'www.'.repeat(20_000),
    ]) {
      const before = process.threadCpuUsage();
      textToMailHtml(text);
      const spent = process.threadCpuUsage(before);
      assert.ok((spent.user + spent.system) / 1000 < 100, text.slice(0, 10));
    }
  });
});
