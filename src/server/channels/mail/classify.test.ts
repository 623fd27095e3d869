import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { handlingOf, type MailNature } from './classify.ts';
import { parseMessage } from './parse-message.ts';

function natureOf(lines: readonly string[], ownMark?: string): MailNature {
  const raw = Buffer.from(lines.join('\r\n'));
  return parseMessage(raw, ownMark === undefined ? {} : { ownMark }).nature;
}

const person = ['From: Lan <lan@customer.test>', 'To: help@shop.test'];

function report(part: {
  action: string;
  status: string;
  diagnostic: string;
  extra?: string[];
}): string[] {
  return [
    'From: MAILER-DAEMON@mx.shop.test',
    'To: help@shop.test',
    'Return-Path: <>',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    '',
    'Your mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.shop.test',
    '',
    'Final-Recipient: rfc822; Lan@Customer.test',
    `Action: ${part.action}`,
    `Status: ${part.status}`,
    `Diagnostic-Code: smtp; ${part.diagnostic}`,
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Message-ID: <belay.1.abc@shop.test>',
    'Subject: Your parcel',
    '',
    'Hello',
    '--b--',
  ];
}

describe('bounces', () => {
  test('a report by RFC 3464 gives recipient, cause and the mail it is about', () => {
    const nature = natureOf(
      report({ action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 User unknown' }),
    );
    assert.deepEqual(nature, {
      kind: 'bounce',
      severity: 'hard',
      recipients: [
        {
          address: 'lan@customer.test',
          cause: 'unknown_address',
          isHard: true,
          status: '5.1.1',
          diagnostic: '550 5.1.1 User unknown',
        },
      ],
      originalMessageId: 'belay.1.abc@shop.test',
    });
    assert.deepEqual(handlingOf(nature), { opensTicket: false, mayAnswerAutomatically: false });
  });

  test('only an address that is gone makes a bounce hard', () => {
    const cases = [
      ['failed', '5.2.2', '552 5.2.2 Mailbox full', 'soft', 'mailbox_full'],
      ['failed', '5.7.1', '550 5.7.1 Blocked using Spamhaus', 'soft', 'blocked'],
      ['failed', '5.7.26', '550 5.7.26 unauthenticated mail', 'soft', 'blocked'],
      ['delayed', '4.4.1', 'connection timed out', 'soft', 'delayed'],
      ['failed', '5.3.4', '552 message too large', 'soft', 'too_large'],
      ['failed', '5.0.0', '550 No such user here', 'hard', 'unknown_address'],
      ['failed', '5.4.4', 'Host or domain name not found', 'hard', 'unknown_host'],
      ['delivered', '2.0.0', '250 ok', 'delivered', 'delivered'],
    ] as const;
    for (const [action, status, diagnostic, severity, cause] of cases) {
      const nature = natureOf(report({ action, status, diagnostic }));
      assert.equal(nature.kind === 'bounce' && nature.severity, severity, diagnostic);
      assert.equal(nature.kind === 'bounce' && nature.recipients[0]?.cause, cause, diagnostic);
    }
  });

  test('free forms of mailers that know no standard are recognised', () => {
    const forms: readonly (readonly [string, readonly string[]])[] = [
      [
        'hard',
        [
          'From: MAILER-DAEMON@relay.test',
          'Subject: failure notice',
          '',
          'Hi. This is the qmail-send program at relay.test.',
          "I'm afraid I wasn't able to deliver your message to the following addresses.",
          '',
          '<lan@customer.test>:',
          '550 No such user',
          '',
          '--- Below this line is a copy of the message.',
          '',
          'Message-ID: <belay.2.abc@shop.test>',
        ],
      ],
      [
        'soft',
        [
          'From: Mail Delivery System <Mailer-Daemon@relay.test>',
          'X-Failed-Recipients: lan@customer.test',
          'Auto-Submitted: auto-replied',
          'Subject: Mail delivery failed: returning message to sender',
          '',
          'A message that you sent could not be delivered.',
          '',
          '  lan@customer.test',
          '    mailbox quota exceeded',
        ],
      ],
      [
        'hard',
        [
          'From: postmaster@customer.test',
          'Subject: Undeliverable: Your parcel',
          '',
          'Your message did not reach some or all of the intended recipients.',
          'lan@customer.test',
          'The e-mail account does not exist.',
        ],
      ],
      [
        'hard',
        [
          'From: no-reply@sns.amazonaws.com',
          'Subject: AWS Notification Message',
          '',
          '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"lan@customer.test","status":"5.1.1"}]}}',
        ],
      ],
    ];
    for (const [severity, lines] of forms) {
      const nature = natureOf(lines);
      assert.equal(nature.kind, 'bounce', String(lines[1]));
      assert.equal(nature.kind === 'bounce' && nature.severity, severity, String(lines[1]));
      assert.equal(
        nature.kind === 'bounce' && nature.recipients[0]?.address,
        'lan@customer.test',
        String(lines[1]),
      );
    }
  });

  test('two addresses in one report keep their own causes', () => {
    const nature = natureOf([
      'From: MAILER-DAEMON@relay.test',
      'Subject: failure notice',
      '',
      'I was not able to deliver your message to the following addresses.',
      '',
      '<full@customer.test>:',
      '552 mailbox is full',
      '',
      '<gone@customer.test>:',
      '550 no such user',
    ]);
    assert.deepEqual(
      nature.kind === 'bounce' && nature.recipients.map(({ address, cause }) => [address, cause]),
      [
        ['full@customer.test', 'mailbox_full'],
        ['gone@customer.test', 'unknown_address'],
      ],
    );
  });

  test('a customer who writes about a bounce is a customer', () => {
    for (const subject of [
      'Undeliverable mail?',
      'Delivery failed again',
      'Re: Mail delivery failed',
    ]) {
      const nature = natureOf([
        ...person,
        `Subject: ${subject}`,
        '',
        'My mail to you came back: 550 5.1.1 User unknown. Delivery failed.',
      ]);
      assert.deepEqual(nature, { kind: 'personal' }, subject);
    }
  });
});

describe('other machines', () => {
  test('an abuse report names whoever complained and the mail they complained about', () => {
    const nature = natureOf([
      'From: fbl@provider.test',
      'Subject: Abuse report',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      '',
      'This is an abuse report.',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'Original-Rcpt-To: <lan@customer.test>',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <belay.3.abc@shop.test>',
      '',
      '--b--',
    ]);
    assert.deepEqual(nature, {
      kind: 'abuse_report',
      feedbackType: 'abuse',
      complainants: ['lan@customer.test'],
      originalMessageId: 'belay.3.abc@shop.test',
    });
  });

  test('absence notices are known by their fields or, in many languages, by their subject', () => {
    for (const field of [
      'Auto-Submitted: auto-replied',
      'X-Autoreply: yes',
      'Precedence: auto_reply',
      'X-Autorespond: 1',
    ]) {
      assert.equal(
        natureOf([...person, 'Subject: Re: Your parcel', field, '', 'I am away.']).kind,
        'auto_reply',
        field,
      );
    }
    for (const subject of [
      'Automatic reply: Your parcel',
      'Out of Office: x',
      'Abwesenheitsnotiz: x',
      'Réponse automatique : x',
      'Respuesta automática: x',
      'Автоответ: x',
      'Trả lời tự động: x',
      'ตอบกลับอัตโนมัติ: x',
      'رد تلقائي: x',
      '自动回复: x',
      '自動回覆: x',
      '自動返信: x',
      '자동 회신: x',
    ]) {
      const nature = natureOf([...person, `Subject: ${subject}`, '', '…']);
      assert.deepEqual(nature, { kind: 'auto_reply', sign: 'subject' }, subject);
      assert.equal(handlingOf(nature).opensTicket, false);
    }
  });

  test('a notice of a machine opens a ticket and is never answered by one', () => {
    for (const field of [
      'Auto-Submitted: auto-generated',
      'Precedence: bulk',
      'X-Auto-Response-Suppress: All',
      'Return-Path: <>',
    ]) {
      const nature = natureOf([...person, 'Subject: Disk full on db-1', field, '', 'Look at it.']);
      assert.equal(nature.kind, 'auto_generated', field);
      assert.deepEqual(handlingOf(nature), { opensTicket: true, mayAnswerAutomatically: false });
    }
  });

  test('a mailing list, which may be a group behind a support address, opens tickets too', () => {
    const nature = natureOf([
      ...person,
      'List-Id: Support <support.groups.test>',
      'Subject: Help',
      '',
      'x',
    ]);
    assert.equal(nature.kind, 'list');
    assert.deepEqual(handlingOf(nature), { opensTicket: true, mayAnswerAutomatically: false });
  });

  test('our own mail that comes back is a loop; that of another installation is not', () => {
    const lines = [...person, 'X-Belay-Mark: 1234', 'Subject: x', '', 'y'];
    assert.deepEqual(natureOf(lines, '1234'), { kind: 'loop', sign: 'x-belay-mark' });
    assert.deepEqual(natureOf(lines, '9999'), { kind: 'personal' });
  });

  test('a mail that went through sixty servers is going round', () => {
    const hops = Array.from(
      { length: 61 },
      (_, index) => `Received: from a by b with SMTP id ${index}`,
    );
    assert.deepEqual(natureOf([...hops, ...person, '', 'x']), { kind: 'loop', sign: 'received' });
  });

  test('a person is a person, whatever they write', () => {
    for (const subject of [
      'Help',
      'Out of stock',
      'Away from home: where is my parcel?',
      'Auto insurance',
      '',
    ]) {
      assert.deepEqual(
        natureOf([...person, `Subject: ${subject}`, 'Auto-Submitted: no', '', 'x']),
        { kind: 'personal' },
        subject,
      );
    }
  });
});
