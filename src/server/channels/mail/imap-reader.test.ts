import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { instant, type Instant } from '#domain/kernel/instant.ts';
import { isDovecotAvailable, startDovecot, type ImapHarness } from '#harness/dovecot.ts';
import { testImap } from './imap-connection.ts';
import type { FetchedMail, ImapPosition } from './imap-pass.ts';
import { createImapReader, type ImapReaderOptions, type ImapReaderStatus } from './imap-reader.ts';

const skip = isDovecotAvailable() ? false : 'Dovecot is not installed (Debian: dovecot-imapd)';

describe('reading a mailbox', { skip }, () => {
  let server: ImapHarness;
  before(async () => {
    server = await startDovecot();
  });
  after(() => server.stop());

  test('what lies in the mailbox and what comes later is stored once and then marked as seen', async () => {
    await empty();
    await server.deliver(mail('first'));
    const desk = newDesk();
    desk.reader.start();
    await desk.until(() => desk.subjects().includes('first'));
    await server.deliver(mail('second'));
    await desk.until(() => desk.subjects().includes('second'));
    await desk.until(() => desk.reader.status().backlog === 0);
    await desk.reader.stop();
    assert.deepEqual(desk.subjects(), ['first', 'second']);
    assert.deepEqual(
      (await server.list()).map(({ isSeen }) => isSeen),
      [true, true],
    );
    assert.equal(desk.reader.status().state, 'stopped');
    assert.equal(desk.reader.status().lastError, null);
  });

  test('a mail that an agent has read elsewhere is fetched all the same', async () => {
    await empty();
    await server.deliver(mail('read on a phone'), { isSeen: true });
    const desk = newDesk();
    desk.reader.start();
    await desk.until(() => desk.subjects().length === 1);
    await desk.reader.stop();
  });

  test('P4: while storing fails the mail stays unseen on the server, and comes when storing works again', async () => {
    await empty();
    await server.deliverAll([mail('one'), mail('two'), mail('three'), mail('four')]);
    let isDown = true;
    const desk = newDesk({ refuse: () => isDown });
    desk.reader.start();
    await desk.until(() => desk.reader.status().lastError?.problem === 'store_failed');
    assert.deepEqual(
      (await server.list()).map(({ isSeen }) => isSeen),
      [false, false, false, false],
    );
    isDown = false;
    desk.reader.wake();
    await desk.until(() => desk.subjects().length === 4);
    await desk.until(() => desk.reader.status().lastError === null);
    await desk.reader.stop();
    assert.deepEqual(desk.subjects(), ['one', 'two', 'three', 'four']);
    assert.ok((await server.list()).every(({ isSeen }) => isSeen));
  });

  test('one mail that cannot be stored does not hold back the others, and is tried again', async () => {
    await empty();
    await server.deliverAll([mail('one'), mail('stuck'), mail('three')]);
    let isStuck = true;
    const desk = newDesk({ refuse: (subject) => isStuck && subject === 'stuck' });
    desk.reader.start();
    await desk.until(() => desk.subjects().length === 2);
    assert.deepEqual(desk.subjects(), ['one', 'three']);
    isStuck = false;
    desk.reader.wake();
    await desk.until(() => desk.subjects().length === 3);
    await desk.reader.stop();
    assert.ok((await server.list()).every(({ isSeen }) => isSeen));
  });

  test('P6: after a change of UIDVALIDITY everything is offered again and the store tells duplicates', async () => {
    await empty();
    await server.deliverAll([mail('one'), mail('two')]);
    const desk = newDesk();
    desk.reader.start();
    await desk.until(() => desk.subjects().length === 2);
    const numbering = desk.offered[0]?.uidValidity;
    await server.renumber();
    await server.deliver(mail('three'));
    await desk.until(() => desk.subjects().length === 3);
    await desk.until(() => desk.reader.status().duplicateCount === 2);
    await desk.reader.stop();
    assert.notEqual(desk.offered.at(-1)?.uidValidity, numbering);
    assert.deepEqual(desk.subjects(), ['one', 'two', 'three']);
  });

  test('P6: a mailbox away for a week comes back with its whole backlog, and the reader says what is wrong meanwhile', async () => {
    await empty();
    await server.deliver(mail('before'));
    const desk = newDesk();
    desk.reader.start();
    await desk.until(() => desk.subjects().length === 1);
    await server.pause();
    await desk.until(() => desk.reader.status().state === 'waiting');
    await desk.until(() => desk.reader.status().lastError?.problem === 'unreachable');
    await server.resume();
    await server.deliverAll(Array.from({ length: 60 }, (_, index) => mail(`backlog ${index}`)));
    await desk.until(() => desk.subjects().length === 61);
    await desk.reader.stop();
    assert.equal(desk.reader.status().lastError, null);
  });

  test('a position kept between runs spares fetching, and losing it costs only duplicates', async () => {
    await empty();
    await server.deliverAll([mail('one'), mail('two')]);
    let kept: ImapPosition | null = null;
    const savePosition = (position: ImapPosition) => {
      kept = position;
      return Promise.resolve();
    };
    const first = newDesk({ savePosition });
    first.reader.start();
    await first.until(() => first.subjects().length === 2 && kept !== null);
    await first.reader.stop();
    await server.deliver(mail('three'));
    const second = newDesk({ loadPosition: () => Promise.resolve(kept) });
    second.reader.start();
    await second.until(() => second.subjects().length === 1);
    await second.reader.stop();
    assert.deepEqual(second.subjects(), ['three']);
  });

  test('mail from before the channel was made is left alone', async () => {
    await empty();
    await server.deliver(mail('years ago'), { receivedAt: new Date('2020-05-05T10:00:00Z') });
    await server.deliver(mail('an hour before'), { receivedAt: new Date('2026-03-01T09:00:00Z') });
    await server.deliver(mail('after'), { receivedAt: new Date('2026-03-01T11:00:00Z') });
    const desk = newDesk({ startFrom: instant(Date.parse('2026-03-01T10:00:00Z')) });
    desk.reader.start();
    await desk.until(() => desk.subjects().length === 1);
    await desk.reader.stop();
    assert.deepEqual(desk.subjects(), ['after']);
    assert.equal(desk.offered[0]?.internalDate, Date.parse('2026-03-01T11:00:00Z'));
    assert.deepEqual(
      (await server.list()).map(({ isSeen }) => isSeen),
      [false, false, true],
    );
  });

  test('stopping in the middle loses nothing: the next reader takes what is left', async () => {
    await empty();
    await server.deliverAll(Array.from({ length: 40 }, (_, index) => mail(`number ${index}`)));
    const store = new Map<string, string>();
    const first = newDesk({ store });
    first.reader.start();
    await first.until(() => store.size >= 5);
    await first.reader.stop();
    const second = newDesk({ store });
    second.reader.start();
    await second.until(() => store.size === 40);
    await second.reader.stop();
    assert.ok((await server.list()).every(({ isSeen }) => isSeen));
  });

  test('the test button signs in, counts, and says in a sentence what is wrong', async () => {
    await empty();
    await server.deliver(mail('one'));
    assert.deepEqual(await testImap(server.settings), { ok: true, messages: 1 });
    const wrong = await testImap({ ...server.settings, password: 'guess' });
    assert.equal(wrong.ok, false);
    assert.equal(wrong.problem, 'sign_in_refused');
    const missing = await testImap({ ...server.settings, mailbox: 'No such folder' });
    assert.equal(missing.ok === false && missing.problem, 'mailbox_missing');
    const elsewhere = await testImap({ ...server.settings, port: 9 });
    assert.equal(elsewhere.ok === false && elsewhere.problem, 'unreachable');
    const plain = await testImap({ ...server.settings, security: 'tls' });
    assert.equal(plain.ok === false && plain.problem, 'encryption_unavailable');
  });

  const empty = () => server.empty();
  const newDesk = (part: DeskOptions = {}) => makeDesk(server, part);
});

type DeskOptions = Partial<Omit<ImapReaderOptions, 'store'>> & {
  readonly store?: Map<string, string>;
  readonly refuse?: (subject: string) => boolean;
};

/** A reader whose store keeps subjects by their Message-ID, as the real one keeps messages. */
function makeDesk(server: ImapHarness, part: DeskOptions) {
  const { store = new Map<string, string>(), refuse = () => false, ...options } = part;
  const offered: FetchedMail[] = [];
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const look of waiting) look();
  };
  const reader = createImapReader({
    settings: server.settings,
    now: (): Instant => instant(Date.now()),
    startFrom: null,
    pollMs: 500,
    retryMs: { min: 50, max: 200 },
    ...options,
    onStatus: (_status: ImapReaderStatus) => changed(),
    async store(raw, about) {
      const text = raw.toString();
      const subject = /^Subject: (.*)\r$/m.exec(text)?.[1] ?? '';
      const id = /^Message-ID: (.*)\r$/m.exec(text)?.[1] ?? '';
      if (refuse(subject)) throw new Error('the database is away');
      offered.push(about);
      if (store.has(id)) return 'duplicate';
      store.set(id, subject);
      queueMicrotask(changed);
      return 'stored';
    },
  });
  const until = (isSo: () => boolean): Promise<void> => {
    if (isSo()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!isSo()) return;
        clearTimeout(patience);
        waiting.delete(look);
        resolve();
      };
      const patience = setTimeout(() => {
        waiting.delete(look);
        const status = JSON.stringify(reader.status());
        void reader.stop();
        reject(new Error(`it did not happen; the reader says ${status}`));
      }, 20_000);
      waiting.add(look);
    });
  };
  return { reader, until, offered, subjects: () => [...store.values()] };
}

let count = 0;

function mail(subject: string): string {
  count += 1;
  return `Message-ID: <${count}@customer.test>\r\nFrom: lan@customer.test\r\nTo: support@example.test\r\nSubject: ${subject}\r\n\r\nHello\r\n`;
}
