import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { armCrashPoint, crashPoint, isCrashPoint } from './crash-point.ts';

test('an unarmed crash point does nothing', () => {
  crashPoint('intake.after_commit');
});

test('the named passage of the named point acts, and no other', () => {
  const acts: string[] = [];
  const disarm = armCrashPoint({ name: 'fire.after_claim', passage: 2 }, () => acts.push('now'));
  crashPoint('fire.after_claim');
  crashPoint('fire.before_commit');
  assert.deepEqual(acts, []);
  crashPoint('fire.after_claim');
  crashPoint('fire.after_claim');
  assert.deepEqual(acts, ['now']);
  disarm();
});

test('the process is killed without a chance to clean up', () => {
  const script = `
    import { armCrashPoint, crashPoint } from ${JSON.stringify(new URL('./crash-point.ts', import.meta.url).href)};
    process.on('exit', () => console.log('cleaned up'));
    armCrashPoint({ name: 'deliver.after_send', passage: 1 });
    crashPoint('deliver.after_send');
    console.log('went on');
  `;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  assert.equal(run.signal, 'SIGKILL');
  assert.equal(run.stdout, '');
});

test('only listed names are crash points', () => {
  assert.equal(isCrashPoint('intake.after_raw_stored'), true);
  assert.equal(isCrashPoint('intake.somewhere'), false);
});
