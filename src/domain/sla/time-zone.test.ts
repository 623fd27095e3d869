import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { fromLocalMs, isKnownTimeZone, offsetMsAt, toLocalMs } from './zone.ts';

const run = promisify(execFile);

/** Prints deadlines around every kind of change, computed under whatever TZ the process has. */
const program = `
  import { calendar, on } from '#harness/sla-desk.ts';
  import { workingDeadline, workingMsBetween } from '#domain/sla/elapsed.ts';
  const lines = [];
  for (const timeZone of ['Europe/Berlin', 'America/New_York', 'Asia/Tehran', 'Australia/Lord_Howe']) {
    const office = calendar({ timeZone });
    for (let day = 0; day < 400; day += 1) {
      const from = on('mon', '15:30') + day * 86_400_000;
      const due = workingDeadline(office, from, { unit: 'minutes', minutes: 611 });
      const days = workingDeadline(office, from, { unit: 'working_days', days: 3 });
      lines.push(due, days, workingMsBetween(office, from, due + 86_400_000));
    }
  }
  console.log(lines.join(' '));
`;

describe('the server’s own zone', () => {
  it('known defect: no day is off by an hour, under any TZ of the server (C33)', async () => {
    const zones = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Apia', 'Europe/Berlin'];
    const outputs: string[] = [];
    for (const TZ of zones) {
      const args = ['--input-type=module-typescript', '--eval', program];
      const { stdout } = await run(process.execPath, args, { env: { ...process.env, TZ } });
      outputs.push(stdout);
    }
    assert.ok((outputs[0] ?? '').length > 10_000);
    assert.equal(new Set(outputs).size, 1);
  });
});

describe('zones', () => {
  it('are known by their IANA names only', () => {
    assert.ok(isKnownTimeZone('Asia/Ho_Chi_Minh'));
    assert.ok(isKnownTimeZone('UTC'));
    for (const name of ['', 'Mars/Base', '+07:00', 'office'])
      assert.equal(isKnownTimeZone(name), false);
  });

  it('read and write the wall clock back and forth, in both directions of time', () => {
    for (const year of [2040, 1975, 2010, 2025]) {
      for (let day = 0; day < 366; day += 5) {
        const at = Date.UTC(year, 0, 1, 12) + day * 86_400_000;
        const local = toLocalMs('America/New_York', at);
        assert.equal(fromLocalMs('America/New_York', local, 'first'), at);
      }
    }
  });

  it('a skipped time is the next valid one, a doubled one has a first and a last', () => {
    const zone = 'Europe/Berlin';
    const skipped = Date.UTC(2026, 2, 29, 2, 30);
    assert.equal(fromLocalMs(zone, skipped, 'first'), Date.UTC(2026, 2, 29, 1));
    assert.equal(fromLocalMs(zone, skipped, 'last'), Date.UTC(2026, 2, 29, 1));
    const doubled = Date.UTC(2026, 9, 25, 2, 30);
    assert.equal(fromLocalMs(zone, doubled, 'first'), Date.UTC(2026, 9, 25, 0, 30));
    assert.equal(fromLocalMs(zone, doubled, 'last'), Date.UTC(2026, 9, 25, 1, 30));
    assert.equal(offsetMsAt(zone, Date.UTC(2026, 9, 25, 1)), 3_600_000);
  });
});
