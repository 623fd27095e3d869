import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tryLockFile } from './file-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'belay-lock-'));
after(() => rmSync(folder, { recursive: true }));

test('one holder at a time, and the next after its release', () => {
  const path = join(folder, 'one.lock');
  const first = tryLockFile(path);
  assert.ok(first);
  assert.equal(tryLockFile(path), null);
  first.release();
  const second = tryLockFile(path);
  assert.ok(second);
  second.release();
});

test('the lock of a killed process is free at once', async () => {
  const path = join(folder, 'killed.lock');
  const script = `
    import { tryLockFile } from ${JSON.stringify(new URL('./file-lock.ts', import.meta.url).href)};
    tryLockFile(${JSON.stringify(path)});
    console.log('held');
    setInterval(() => undefined, 1000);
  `;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  assert.equal(tryLockFile(path), null);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const lock = tryLockFile(path);
  assert.ok(lock);
  lock.release();
});
