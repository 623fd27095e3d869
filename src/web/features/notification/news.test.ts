import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsSince } from './news.ts';

const list = (...ids: string[]) => ids.map((id) => ({ id }));

test('what was there when the page opened is never told', () => {
  const news = newsSince('c');
  assert.deepEqual(news.take(list('c', 'b', 'a')), []);
  assert.deepEqual(news.take(list('b', 'a')), [], 'although the newest has been read meanwhile');
  assert.deepEqual(news.take(list('d', 'b', 'a')), list('d'));
});

test('each is told once, however often the list is read', () => {
  const news = newsSince('a');
  assert.deepEqual(news.take(list('c', 'b', 'a')), list('b', 'c'), 'the newest comes last, on top');
  assert.deepEqual(news.take(list('c', 'b', 'a')), []);
  assert.deepEqual(news.take(list('b', 'a')), []);
  assert.deepEqual(news.take(list('d', 'b')), list('d'));
});

test('on a page that opened without any, all that comes is news', () => {
  const news = newsSince(null);
  assert.deepEqual(news.take(list('b', 'a')), list('a', 'b'));
});
