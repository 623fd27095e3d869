import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseMessage } from './parse-message.ts';

const read = (lines: readonly string[]) => parseMessage(Buffer.from(lines.join('\r\n')));
const readLatin = (lines: readonly string[]) =>
  parseMessage(Buffer.from(lines.join('\n'), 'latin1'));
const filesOf = (mail: ReturnType<typeof read>) =>
  mail.attachments.map(({ filename, mediaType, size, isInline }) => ({
    filename,
    mediaType,
    size,
    isInline,
  }));

describe('fields', () => {
  test('everything a desk needs is read from the header', () => {
    const mail = read([
      'Message-ID: <abc@customer.test>',
      'In-Reply-To: <belay.1.t@shop.test>',
      'References: <first@shop.test>',
      '  <belay.1.t@shop.test>',
      'From: =?utf-8?B?Tmd1eeG7hW4gTGFu?= <Lan@Customer.TEST>',
      'Reply-To: lan.private@customer.test',
      'To: "Shop, Support" <help@shop.test>, Team: a@shop.test, b@shop.test;',
      'Cc: c@shop.test',
      'Delivered-To: help+t.token@shop.test',
      'Date: Tue, 4 Mar 2025 09:00:00 +0700 (ICT)',
      'Subject: =?utf-8?Q?=C4=90=C6=A1n_h=C3=A0ng?=',
      ' =?utf-8?Q?_1042?=',
      'Content-Language: vi-VN',
      '',
      'Chào',
    ]);
    assert.equal(mail.messageId, 'abc@customer.test');
    assert.deepEqual(mail.inReplyTo, ['belay.1.t@shop.test']);
    assert.deepEqual(mail.references, ['first@shop.test', 'belay.1.t@shop.test']);
    assert.deepEqual(mail.from, { name: 'Nguyễn Lan', address: 'Lan@customer.test' });
    assert.deepEqual(mail.replyTo, [{ name: '', address: 'lan.private@customer.test' }]);
    assert.deepEqual(
      mail.to.map(({ address }) => address),
      ['help@shop.test', 'a@shop.test', 'b@shop.test'],
    );
    assert.equal(mail.to[0]?.name, 'Shop, Support');
    assert.deepEqual(
      mail.cc.map(({ address }) => address),
      ['c@shop.test'],
    );
    assert.deepEqual(mail.deliveredTo, ['help+t.token@shop.test']);
    assert.equal(mail.claimedAt, Date.parse('2025-03-04T02:00:00Z'));
    assert.equal(mail.subject, 'Đơn hàng 1042');
    assert.deepEqual(mail.languageHints, ['vi-VN']);
    assert.deepEqual(mail.problems, ['charset_guessed']);
  });

  test('a subject is one line of NFC, whatever its encoded words hold', () => {
    const subject = Buffer.from('Re: a\r\nBcc: all@shop.test\u0000\u2028e\u0301').toString(
      'base64',
    );
    assert.equal(
      read([`Subject: =?utf-8?B?${subject}?=`, '', 'x']).subject,
      'Re: a Bcc: all@shop.test é',
    );
  });

  test('a character split over two encoded words is whole, and raw bytes are read', () => {
    assert.equal(read(['Subject: =?utf-8?B?4bqh4bs=?= =?utf-8?B?mQ==?=', '', 'x']).subject, 'ạộ');
    assert.equal(
      readLatin(['Subject: =?iso-8859-1?Q?Gr\xfc\xdfe?= und mehr', '', 'x']).subject,
      'Grüße und mehr',
    );
    assert.equal(readLatin(['Subject: Gr\xfc\xdfe', '', 'x']).subject, 'Grüße');
    assert.equal(read(['Subject: Đơn hàng', '', 'x']).subject, 'Đơn hàng');
    assert.equal(read(['Subject: =?iso-2022-jp?B?GyRCJDMkcxsoQg==?=', '', 'x']).subject, 'こん');
  });

  test('a mail without sender, id, date or subject is still a mail', () => {
    const mail = read(['', 'Hello']);
    assert.equal(mail.text, 'Hello');
    assert.equal(mail.from, null);
    assert.equal(mail.messageId, null);
    assert.equal(mail.claimedAt, null);
    assert.deepEqual(mail.problems, ['no_sender', 'no_message_id']);
    assert.equal(read(['From: Lan', '', 'x']).fromText, 'Lan');
  });

  test('an address hidden in a quoted name is not the sender', () => {
    const mail = read(['From: "admin@shop.test" <lan@customer.test>', '', 'x']);
    assert.equal(mail.from?.address, 'lan@customer.test');
    assert.equal(read(['From: a@x.test', 'From: b@x.test', '', 'x']).from?.address, 'a@x.test');
  });
});

describe('bodies', () => {
  test('of an alternative the text is the text and the HTML is sanitised', () => {
    const mail = read([
      'Content-Type: multipart/alternative; boundary="b"',
      '',
      'ignored preamble',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Hello',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p onclick="x()">Hello <b>there</b><script>x()</script></p>',
      '--b--',
      'ignored epilogue',
    ]);
    assert.equal(mail.text, 'Hello');
    assert.equal(mail.html, '<p>Hello <b>there</b></p>');
    assert.deepEqual(mail.attachments, []);
  });

  test('a mail of HTML alone gets its text from it, and an empty text part does not hide it', () => {
    const html = [
      'Content-Type: text/html; charset=utf-8',
      '',
      '<h1>Xin chào</h1><p>Đơn hàng <a href="https://shop.test/1">số 1</a></p>',
    ];
    assert.equal(read(html).text, 'Xin chào\n\nĐơn hàng số 1 [https://shop.test/1]');
    const both = read([
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      '',
      ' ',
      '--b',
      ...html,
      '--b--',
    ]);
    assert.match(both.text, /^Xin chào/);
  });

  test('several texts of one mail are put together in order', () => {
    const mail = read([
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'above',
      '--b',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>below</p>',
      '--b--',
    ]);
    assert.equal(mail.text, 'above\nbelow');
    assert.match(mail.html ?? '', /above[\s\S]*<p>below<\/p>/);
    assert.deepEqual(filesOf(mail), [
      { filename: 'attachment-1.png', mediaType: 'image/png', size: 3, isInline: false },
    ]);
  });

  test('folded text is unfolded within its quote depth, the signature mark kept', () => {
    const mail = read([
      'Content-Type: text/plain; format=flowed; delsp=yes',
      '',
      '> quo ',
      '> ted',
      'a para ',
      'graph',
      '-- ',
      'Lan',
    ]);
    assert.equal(mail.text, '> quoted\na paragraph\n-- \nLan');
    assert.equal(mail.strippedText, 'a paragraph');
  });

  test('what was written this time comes from the text or from the mailer’s own marks', () => {
    const gmail = read([
      'Content-Type: text/html',
      '',
      '<div dir="ltr">Still waiting.</div><div class="gmail_quote">On Monday someone wrote:<blockquote>Dear Lan</blockquote></div>',
    ]);
    assert.equal(gmail.strippedText, 'Still waiting.');
    assert.match(gmail.text, /Dear Lan/);
    const outlook = read([
      'Content-Type: text/html',
      '',
      '<p>Still waiting.</p><div id="divRplyFwdMsg"><b>From:</b> Support</div><p>Dear Lan</p>',
    ]);
    assert.equal(outlook.strippedText, 'Still waiting.');
    const forward = read([
      'Subject: Fwd: Refund',
      'Content-Type: text/html',
      '',
      '<p>See below</p><div class="gmail_quote">---------- Forwarded message ---------<br>It is on its way.</div>',
    ]);
    assert.match(forward.strippedText, /It is on its way/);
  });
});

describe('files', () => {
  test('names survive every way of writing them and lose what is dangerous', () => {
    const named = (field: string) =>
      read([
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        `Content-Disposition: ${field}`,
        'Content-Type: application/pdf',
        '',
        'x',
        '--b--',
      ]).attachments[0]?.filename;
    assert.equal(named('attachment; filename="h\u00f3a \u0111\u01a1n.pdf"'), 'hóa đơn.pdf');
    assert.equal(named("attachment; filename*=utf-8''h%C3%B3a%20%C4%91%C6%A1n.pdf"), 'hóa đơn.pdf');
    assert.equal(
      named('attachment; filename*0*=utf-8\'\'h%C3%B3; filename*1*=a%20; filename*2="don.pdf"'),
      'hóa don.pdf',
    );
    assert.equal(named('attachment; filename="=?utf-8?B?aMOzYS5wZGY=?="'), 'hóa.pdf');
    assert.equal(named('attachment; filename="../../etc/passwd"'), 'passwd');
    assert.equal(named('attachment; filename="C:\\Users\\lan\\a.pdf"'), 'a.pdf');
    assert.equal(named('attachment; filename="invoice\u202efdp.exe"'), 'invoicefdp.exe');
    assert.equal(named('attachment; filename="a\u0000b<c>.pdf"'), 'a b_c_.pdf');
    assert.equal(named('attachment'), 'attachment-1.pdf');
    const long = named(`attachment; filename="${'a'.repeat(500)}.pdf"`);
    assert.equal(long?.length, 150);
    assert.ok(long?.endsWith('.pdf'));
  });

  test('a picture that the HTML shows is inline, another one is not', () => {
    const mail = read([
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Look <img src="cid:logo@shop" alt="logo"><img src="https://evil.test/pixel.gif"></p>',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <logo@shop>',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '--b',
      'Content-Type: image/png; name=other.png',
      'Content-ID: <other@shop>',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '--b--',
    ]);
    assert.deepEqual(
      mail.attachments.map(({ contentId, isInline }) => [contentId, isInline]),
      [
        ['logo@shop', true],
        ['other@shop', false],
      ],
    );
    assert.equal(
      mail.html,
      '<p>Look <img alt="logo" data-cid="logo@shop" /><img data-src="https://evil.test/pixel.gif" /></p>',
    );
  });

  test('a forwarded mail is a file named after its subject', () => {
    const mail = read([
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'see',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: =?utf-8?Q?Ho=C3=A1_=C4=91=C6=A1n?=',
      '',
      'inner',
      '--b--',
    ]);
    assert.deepEqual(
      filesOf(mail).map(({ filename }) => filename),
      ['Hoá đơn.eml'],
    );
    assert.equal(mail.text, 'see');
  });

  test('base64 with padding in the middle, uuencoded files and junk after padding are read', () => {
    const decoded = (encoding: string, body: string[]) =>
      Buffer.from(
        read([
          'Content-Type: multipart/mixed; boundary=b',
          '',
          '--b',
          'Content-Type: application/x-test; name=t',
          `Content-Transfer-Encoding: ${encoding}`,
          '',
          ...body,
          '--b--',
        ]).attachments[0]?.content ?? [],
      ).toString();
    assert.equal(decoded('base64', ['SGVsbG8=', 'IHdvcmxk']), 'Hello world');
    assert.equal(decoded('base64', ['SGVsbG8= and junk']), 'Hello');
    assert.equal(decoded('"base64"', ['SGVsbG8=']), 'Hello');
    assert.equal(decoded('quoted-printable', ['Hel=', 'lo=3D=', '=E1=BA=A1=ZZ']), 'Hello=ạ=ZZ');
    assert.equal(decoded('x-uuencode', ['begin 644 t', '%2&5L;&\\', '`', 'end']), 'Hello');
    const inText = read(['', 'Look:', 'begin 644 a.txt', '%2&5L;&\\', '`', 'end', 'bye']);
    assert.equal(inText.text.replace(/\s+/g, ' '), 'Look: bye');
    assert.deepEqual(
      filesOf(inText).map(({ filename, size }) => [filename, size]),
      [['a.txt', 5]],
    );
  });
});

describe('malformed mail', () => {
  test('is read as far as it makes sense', () => {
    assert.equal(
      read(['Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'cut off']).text,
      'cut off',
    );
    assert.equal(
      read(['Content-Type: multipart/mixed', '', 'no boundary at all']).text,
      'no boundary at all',
    );
    assert.equal(
      read(['Content-Type: multipart/mixed boundary="b"', '', '--b', '', 'no semicolon', '--b--'])
        .text,
      'no semicolon',
    );
    assert.equal(
      read([
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        '',
        'same boundary',
        '--b--',
      ]).text,
      'same boundary',
    );
    assert.equal(
      read(['Subject: x', 'this line is no field', '', 'and this is text']).text,
      'this line is no field\n\nand this is text',
    );
    assert.equal(
      read(['From someone Mon Mar 3 10:00:00 2025', 'Subject: mbox', '', 'x']).subject,
      'mbox',
    );
    assert.equal(
      parseMessage(Buffer.from('Subject: old\rFrom: a@b.test\r\rMac text')).text,
      'Mac text',
    );
    assert.equal(parseMessage(Buffer.alloc(0)).text, '');
    assert.equal(read(['Content-Type: text/plain; charset="no-such"', '', 'text']).text, 'text');
  });
});
