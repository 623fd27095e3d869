/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textPieces } from './text-pieces.ts';

test('A link ends before the full stop of its sentence', () => {
  assert.deepEqual(textPieces('See https://acme.example/a?b=1. Thanks', []), [
    { kind: 'text', text: 'See ' },
    { kind: 'link', text: 'https://acme.example/a?b=1' },
    { kind: 'text', text: '. Thanks' },
  ]);
});

test('Only web addresses become links', () => {
  const [only] = textPieces('javascript:alert(1) mailto:a@b.example', []);
  assert.equal(only?.kind, 'text');
});

test('Mentions are told apart, the longer name first', () => {
  assert.deepEqual(textPieces('@Minh Trần, ask @Minh', ['Minh', 'Minh Trần']), [
    { kind: 'mention', text: '@Minh Trần' },
    { kind: 'text', text: ', ask ' },
    { kind: 'mention', text: '@Minh' },
  ]);
});

test('A hostile text takes no time', () => {
  const text = 'http://a.'.repeat(20_000);
  const startedAt = performance.now();
  textPieces(text, ['Minh']);
  assert.ok(performance.now() - startedAt < 5000);
});

test('what would draw an address backwards is shown by its name', () => {
  const pieces = textPieces('See \u202ehttps://evil.example/moc.knab', []);
  assert.equal(pieces[0]?.text, 'See [U+202E]');
  assert.equal(pieces[1]?.text, 'https://evil.example/moc.knab');
});
