import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createMailParser, type MailParser } from './parse.ts';

const head =
  'From: Lan <lan@customer.test>\r\nSubject: Đơn hàng\r\nMessage-ID: <1@customer.test>\r\n';
const good = (subject: string) =>
  Buffer.from(`From: lan@customer.test\r\nSubject: ${subject}\r\n\r\nHello`);

/** Workers that misbehave in the ways a parser can; each as a module of its own. */
function worker(code: string): URL {
  const source = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (request) => {
      const text = request.kind === 'mail' ? Buffer.from(request.raw).toString() : request.html;
      ${code}
      parentPort.postMessage({ id: request.id, ok: true, kind: 'mail', mail: text });
    });
    parentPort.postMessage('parser_ready');`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

describe('the pool of parsers', () => {
  const open: MailParser[] = [];
  const pool = (settings: Parameters<typeof createMailParser>[0] = {}) => {
    const parser = createMailParser(settings);
    open.push(parser);
    return parser;
  };
  after(() => Promise.all(open.map((parser) => parser.close())));

  test('P7: poison becomes an answer with what could be salvaged, and costs nobody else', async () => {
    const parser = pool();
    const poison: readonly (readonly [string, string])[] = [
      [`${head}X: ${'y'.repeat(70)}\r\n`.padEnd(1024 * 1024, 'X: y\r\n'), 'headers_too_large'],
      [
        `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(1_000)}--b--`,
        'too_many_parts',
      ],
      [`${head}To: ${'a@b.test, '.repeat(1_500)}\r\n\r\nx`, 'too_many_recipients'],
      [
        `${head}To: ${Array.from({ length: 100_000 }, (_, index) => `u${index}@x.test`).join(',\r\n ')}\r\n\r\nx`,
        'headers_too_large',
      ],
      [
        `${head}${Array.from({ length: 1_000 }, (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`).join('')}`,
        'nested_too_deep',
      ],
    ];
    const mails = Array.from({ length: 100 }, (_, index) => {
      const bad = index % 20 === 0 ? poison[index / 20] : undefined;
      return bad === undefined ? good(`number ${index}`) : Buffer.from(bad[0]);
    });
    const outcomes = await Promise.all(mails.map((raw) => parser.parse(raw)));
    for (const [index, outcome] of outcomes.entries()) {
      if (index % 20 === 0) {
        assert.equal(outcome.ok, false);
        assert.equal(outcome.reason, poison[index / 20]?.[1]);
        assert.deepEqual(outcome.salvaged.from, { name: 'Lan', address: 'lan@customer.test' });
        assert.equal(outcome.salvaged.subject, 'Đơn hàng');
        assert.equal(outcome.salvaged.messageId, '1@customer.test');
      } else {
        assert.equal(outcome.ok && outcome.mail.subject, `number ${index}`);
      }
    }
  });

  test('a mail beyond the size limit is refused without being looked into', async () => {
    const refused: string[] = [];
    const parser = pool({ onRefused: (reason) => refused.push(reason) });
    const outcome = await parser.parse(Buffer.alloc(51 * 1024 * 1024, `${head}\r\nx`));
    assert.equal(outcome.ok === false && outcome.reason, 'too_large');
    assert.deepEqual(refused, ['too_large']);
  });

  test('a mail that hangs its thread is refused in time and the thread replaced', async () => {
    const parser = pool({
      threads: 1,
      timeLimitMs: 300,
      workerUrl: worker("while (text.includes('hang')) {}"),
    });
    const [hung, next] = await Promise.all([
      parser.parse(good('hang')),
      parser.parse(good('next')),
    ]);
    assert.equal(hung.ok === false && hung.reason, 'timed_out');
    assert.equal(next.ok, true);
  });

  test('a mail that eats the memory is refused and the thread replaced', async () => {
    const parser = pool({
      threads: 1,
      memoryLimitMb: 20,
      workerUrl: worker(
        "const eaten = []; while (text.includes('eat')) eaten.push(Array.from({ length: 1000 }, Math.random));",
      ),
    });
    const [eater, next] = await Promise.all([
      parser.parse(good('eat')),
      parser.parse(good('next')),
    ]);
    assert.equal(eater.ok === false && eater.reason, 'out_of_memory');
    assert.equal(next.ok, true);
  });

  test('a thread that dies or throws refuses one mail and no more', async () => {
    const parser = pool({
      threads: 1,
      workerUrl: worker(
        "if (text.includes('die')) process.exit(1); if (text.includes('throw')) throw new Error('bug');",
      ),
    });
    const outcomes = await Promise.all(
      ['die', 'fine', 'throw', 'fine'].map((subject) => parser.parse(good(subject))),
    );
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.ok ? 'read' : outcome.reason)),
      ['parser_failed', 'read', 'parser_failed', 'read'],
    );
  });

  test('P24: hostile text does not block the event loop for 100 ms', async () => {
    const parser = pool({ threads: 1 });
    await parser.parse(good('the thread starts'));
    const hostile = [
      `Content-Type: text/html\r\n\r\n${'<div>'.repeat(50_000)}x`,
      `Content-Type: text/html\r\n\r\n${'a.'.repeat(40_000)}`,
      `\r\n${'a.'.repeat(40_000)}`,
      `\r\n${'ก'.repeat(99_000)}`,
      `From: ${'a,'.repeat(100_000)}\r\n\r\nx`,
      `Content-Type: text/plain${'; a*0=b'.repeat(30_000)}\r\n\r\nx`,
      `Content-Transfer-Encoding: ${'('.repeat(200_000)}\r\n\r\nx`,
    ];
    for (const text of hostile) {
      const raw = Buffer.from(text);
      const spentMs = await longestTurnMs(() => parser.parse(raw));
      assert.ok(spentMs < 100, `${text.slice(0, 40)}: ${spentMs} ms`);
    }
  });

  test('HTML is made inert again in a thread of its own before it is shown', async () => {
    const parser = pool({ threads: 1 });
    assert.equal(await parser.sanitise('<p onclick="x()">Hello</p>'), '<p>Hello</p>');
    const hung = pool({ threads: 1, timeLimitMs: 200, workerUrl: worker('while (true) {}') });
    assert.equal(await hung.sanitise('<p>Hello</p>'), null);
  });

  test('after closing nothing is read and nothing hangs', async () => {
    const parser = createMailParser({ threads: 1 });
    const waiting = [parser.parse(good('one')), parser.parse(good('two'))];
    await parser.close();
    for (const outcome of await Promise.all(waiting)) assert.equal(outcome.ok, false);
    const late = await parser.parse(good('three'));
    assert.equal(late.ok === false && late.reason, 'parser_failed');
  });
});

/** CPU time of this thread in its longest turn, so that a busy machine does not count. */
async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = process.threadCpuUsage();
  let isOver = false;
  const look = () => {
    const spent = process.threadCpuUsage(before);
    longest = Math.max(longest, (spent.user + spent.system) / 1000);
    before = process.threadCpuUsage();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  look();
  return longest;
}
