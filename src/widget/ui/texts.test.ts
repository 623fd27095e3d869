/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WebchatMessage } from '#contract/webchat.ts';
import { inkOn } from './color.ts';
import { subjectOf } from './identity.ts';
import { linked } from './linked.ts';
import { merged } from './merged.ts';

const hrefs = (text: string) => linked(text).flatMap(({ href }) => href ?? []);

test('addresses of the web become links, without what ends the sentence', () => {
  assert.deepEqual(linked('See https://acme.example/a?b=1.'), [
    { text: 'See ', href: null },
    { text: 'https://acme.example/a?b=1', href: 'https://acme.example/a?b=1' },
    { text: '.', href: null },
  ]);
  assert.deepEqual(hrefs('請看 https://acme.example/訂單。謝謝 (http://b.example)'), [
    'https://acme.example/訂單',
    'http://b.example',
  ]);
});

test('no other scheme becomes a link, and every word stays where it was', () => {
  const texts = [
    'javascript:alert(1) data:text/html,x file:///etc/passwd //evil.example',
    '<a href="javascript:alert(1)">x</a>',
    'https:// https://"onmouseover="alert(1)',
    'nothing at all',
    '',
  ];
  for (const text of texts) {
    assert.deepEqual(hrefs(text), [], text);
    assert.equal(
      linked(text)
        .map((piece) => piece.text)
        .join(''),
      text,
    );
  }
});

test('a hostile text is cut at once', () => {
  const startedAt = performance.now();
  linked('https://a.'.repeat(20_000));
  linked(`https://${'.'.repeat(100_000)}x`);
  linked('a.'.repeat(50_000));
  assert.ok(performance.now() - startedAt < 5000);
});

const message = (id: string, at: string, part: Partial<WebchatMessage> = {}): WebchatMessage => ({
  id,
  clientId: null,
  author: 'agent',
  name: 'Hoa',
  text: id,
  files: [],
  survey: null,
  isSeen: false,
  at,
  ...part,
});

test('messages stand once, in the order of their times, and stay seen', () => {
  const known = [message('a', '2026-03-02T02:00:00Z', { isSeen: true })];
  const fresh = [
    message('c', '2026-03-02T02:02:00Z'),
    message('b', '2026-03-02T02:01:00Z'),
    message('a', '2026-03-02T02:00:00Z', { text: 'anew' }),
  ];
  const all = merged(known, fresh);
  assert.deepEqual(
    all.map(({ id }) => id),
    ['a', 'b', 'c'],
  );
  assert.equal(all[0]?.text, 'anew');
  assert.equal(all[0]?.isSeen, true);
  assert.deepEqual(merged(all, fresh), all);
});

test('words on the colour of the site can always be read', () => {
  assert.equal(inkOn('#2f5bd8'), '#ffffff');
  assert.equal(inkOn('#ffe600'), '#111118');
  assert.equal(inkOn('#000000'), '#ffffff');
  assert.equal(inkOn('#ffffff'), '#111118');
});

test('the person that a token names is read, and nothing else is believed', () => {
  const body = Buffer.from(JSON.stringify({ sub: 'customer-7' })).toString('base64url');
  assert.equal(subjectOf(`x.${body}.y`), 'customer-7');
  const warn = console.error;
  console.error = () => undefined;
  assert.equal(subjectOf('nonsense'), null);
  console.error = warn;
});
