import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { createLogger, withoutPasswords } from './log.ts';

function capture(): { lines: string[]; destination: Writable } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  return { lines, destination };
}

test('secrets and bodies are left out, at the top and further down', () => {
  const { lines, destination } = capture();
  const log = createLogger({ level: 'info', destination });
  log.info(
    {
      ticketId: 'kept',
      password: 'hunter2',
      req: { headers: { authorization: 'Bearer hunter2', cookie: 'hunter2' } },
      message: { text: 'hunter2', id: 'kept too' },
    },
    'a line',
  );
  const text = lines.join('');
  assert.ok(!text.includes('hunter2'), text);
  assert.ok(text.includes('kept') && text.includes('kept too') && text.includes('a line'));
});

test('addresses inside messages lose their passwords', () => {
  const { lines, destination } = capture();
  createLogger({ level: 'info', destination }).info('at postgres://belay:s3cret@host/belay');
  assert.ok(lines.join('').includes('postgres://belay:[redacted]@host/belay'));
  assert.equal(withoutPasswords('see https://example.com/a:b@c'), 'see https://example.com/a:b@c');
});

test('a level below the chosen one is not written', () => {
  const { lines, destination } = capture();
  createLogger({ level: 'warn', destination }).info('quiet');
  assert.deepEqual(lines, []);
});
