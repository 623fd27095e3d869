import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { measureFolder } from './measure.ts';

const folder = mkdtempSync(join(tmpdir(), 'belay-measure-'));
after(() => rmSync(folder, { recursive: true }));

test('a folder of mail is read and compared with what is expected of it', async () => {
  mkdirSync(join(folder, 'parse'));
  mkdirSync(join(folder, 'bounces'));
  writeFileSync(
    join(folder, 'parse', 'a.eml'),
    'From: Lan <lan@customer.test>\nSubject: Help\n\nHello',
  );
  const expected = {
    text_body: [0],
    attachments: [],
    parts: [
      {
        headers: [
          { name: 'subject', value: { Text: 'Help' } },
          {
            name: 'from',
            value: { Address: { List: [{ name: 'Lan', address: 'lan@customer.test' }] } },
          },
        ],
        body: { Text: 'Hello' },
      },
    ],
  };
  writeFileSync(join(folder, 'parse', 'a.json'), JSON.stringify(expected));
  writeFileSync(join(folder, 'parse', 'b.eml'), `X: ${'y'.repeat(300 * 1024)}\n\nx`);
  writeFileSync(
    join(folder, 'bounces', 'c.eml'),
    'From: MAILER-DAEMON@x.test\nSubject: failure notice\n\n<lan@customer.test>:\n550 no such user',
  );
  writeFileSync(
    join(folder, 'bounces', 'd.eml'),
    'From: lan@customer.test\nSubject: Hello\n\nNo bounce',
  );
  writeFileSync(
    join(folder, 'bounces.json'),
    JSON.stringify([
      { path: 'bounces/c.eml', kind: 'bounce', recipients: [{ hard: true }] },
      { path: 'bounces/d.eml', kind: 'auto-reply', recipients: [{ hard: false }] },
    ]),
  );
  writeFileSync(
    join(folder, 'reply-stripping.json'),
    JSON.stringify([
      { set: 's', name: 'n', type: 'text', input: 'Yes\n-- \nLan', expected: 'Yes' },
    ]),
  );
  const figures = await measureFolder(folder);
  assert.equal(figures.mails, 4);
  assert.equal(figures.parsed, 3);
  assert.deepEqual(figures.refused, { headers_too_large: 1 });
  assert.deepEqual(figures.agreement, {
    compared: 1,
    subject: 1,
    sender: 1,
    text: 1,
    attachments: 1,
  });
  assert.deepEqual(figures.reports, {
    listed: 2,
    recognised: 1,
    hardListed: 1,
    hardRecognised: 1,
    hardTooMany: 0,
  });
  assert.deepEqual(figures.replies, { s: { right: 1, of: 1 } });
  assert.deepEqual(figures.differences, ['bounces/d.eml: personal instead of auto_reply']);
});
