import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startSmtp, type SmtpHarness } from '#harness/mail-server.ts';
import { problemOf, smtpSettingsFromUrl } from './mail-server-settings.ts';
import { createSmtpSender, testSmtp, type SmtpSender } from './smtp-sender.ts';

const mail = (subject: string) => ({
  messageId: `<${subject}@shop.test>`,
  from: 'support@shop.test',
  to: 'lan@customer.test',
  subject,
  text: 'Hello',
});

describe('sending', () => {
  let server: SmtpHarness;
  let sender: SmtpSender;
  before(async () => {
    server = await startSmtp();
    sender = createSmtpSender(server.url);
  });
  afterEach(() => server.clear());
  after(async () => {
    sender.close();
    await server.stop();
  });

  test('a mail the server takes is sent, with its answer', async () => {
    const outcome = await sender.send(mail('one'));
    assert.equal(outcome.ok, true);
    assert.match(outcome.response, /^250/);
    const captured = await server.waitForMail(({ mail: each }) => each.subject === 'one');
    assert.deepEqual(captured.to, ['lan@customer.test']);
    assert.equal(captured.mail.messageId, 'one@shop.test');
  });

  test('P8: a server that asks to come later is asked again, one that refuses is not', async () => {
    server.failNext({ kind: 'answer', status: 451, words: 'too busy' });
    const later = await sender.send(mail('later'));
    assert.deepEqual(
      { ...later, reason: '', detail: '' },
      { ok: false, retry: true, problem: 'not_now', reason: '', detail: '' },
    );
    assert.match(later.ok ? '' : later.reason, /try again later\. \(451 .*too busy\)/);
    server.failNext({ kind: 'answer', status: 554, words: 'no spam here' });
    const never = await sender.send(mail('never'));
    assert.equal(never.ok === false && never.retry, false);
    assert.equal(never.ok === false && never.problem, 'message_refused');
    assert.equal((await sender.send(mail('after'))).ok, true);
  });

  test('an address that does not exist is not tried again; one that is full is', async () => {
    server.failNext({ kind: 'recipient', status: 550, words: 'no such user' });
    const gone = await sender.send(mail('gone'));
    assert.equal(gone.ok === false && gone.problem, 'recipient_refused');
    assert.equal(gone.ok === false && gone.retry, false);
    server.failNext({ kind: 'recipient', status: 452, words: 'mailbox full' });
    const full = await sender.send(mail('full'));
    assert.equal(full.ok === false && full.retry, true);
  });

  test('one refused recipient of two is told, the other gets the mail', async () => {
    server.failNext({ kind: 'recipient', status: 550, words: 'no such user' });
    const outcome = await sender.send({
      ...mail('two'),
      to: 'gone@customer.test, lan@customer.test',
    });
    assert.equal(outcome.ok, true);
    assert.deepEqual(
      outcome.refused.map(({ address }) => address),
      ['gone@customer.test'],
    );
    assert.match(outcome.refused[0]?.response ?? '', /no such user/);
  });

  test('P8: a server that dies before its 250 is asked again under the same Message-ID', async () => {
    server.failNext({ kind: 'die_before_answer' });
    const died = await sender.send(mail('died'));
    assert.equal(died.ok === false && died.retry, true);
    assert.equal(died.ok === false && died.problem, 'connection_lost');
    assert.equal((await sender.send(mail('died'))).ok, true);
    assert.deepEqual(
      server.mails.map((each) => each.mail.messageId),
      ['died@shop.test', 'died@shop.test'],
    );
  });

  test('a server that is not there is a reason to wait', async () => {
    const nowhere = createSmtpSender({ host: '127.0.0.1', port: 9, security: 'none' });
    const outcome = await nowhere.send(mail('nowhere'));
    nowhere.close();
    assert.deepEqual(outcome, {
      ok: false,
      retry: true,
      problem: 'unreachable',
      reason: 'The mail server cannot be reached at this host and port.',
      detail: '',
    });
  });
});

describe('settings', () => {
  test('the test button signs in and says in a sentence what is wrong', async () => {
    const server = await startSmtp({ password: 'right' });
    const settings = {
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
      user: 'support',
    } as const;
    assert.deepEqual(await testSmtp({ ...settings, password: 'right' }), { ok: true });
    const wrong = await testSmtp({ ...settings, password: 'guess' });
    assert.equal(wrong.ok === false && wrong.problem, 'sign_in_refused');
    assert.doesNotMatch(wrong.ok ? '' : wrong.detail, /guess/);
    const plain = await testSmtp({ ...settings, security: 'starttls' });
    assert.equal(plain.ok === false && plain.problem, 'encryption_unavailable');
    const tls = await testSmtp({ ...settings, security: 'tls' });
    assert.equal(tls.ok === false && tls.problem, 'encryption_unavailable');
    await server.stop();
  });

  test('an address is read into settings, encrypted unless it is this machine', () => {
    assert.deepEqual(smtpSettingsFromUrl('smtp://lan%40shop.test:p%3Aw@mail.shop.test'), {
      host: 'mail.shop.test',
      port: 587,
      security: 'starttls',
      user: 'lan@shop.test',
      password: 'p:w',
    });
    assert.deepEqual(smtpSettingsFromUrl('smtps://mail.shop.test'), {
      host: 'mail.shop.test',
      port: 465,
      security: 'tls',
    });
    assert.deepEqual(smtpSettingsFromUrl('smtp://127.0.0.1:2525'), {
      host: '127.0.0.1',
      port: 2525,
      security: 'none',
    });
    assert.equal(smtpSettingsFromUrl('smtp://relay.lan:25?security=none').security, 'none');
    for (const text of ['http://x', 'mail.shop.test', 'smtp://', 'smtp://x?security=maybe']) {
      assert.throws(() => smtpSettingsFromUrl(text), RangeError);
    }
  });

  test('the cause of an error is found however deep it is wrapped', () => {
    const inner = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    assert.equal(problemOf(new Error('outer', { cause: inner })), 'unreachable');
    assert.equal(problemOf(new Error('getaddrinfo ENOTFOUND mail.test')), 'host_unknown');
    assert.equal(problemOf('no error at all'), 'server_error');
  });
});
