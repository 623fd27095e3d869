import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { indexTerms, queryTerms } from './search-terms.ts';

function isFound(query: string, text: string): boolean {
  const terms = indexTerms(text);
  return queryTerms(query).every((term) => terms.includes(term));
}

test('a word is found in a Thai sentence without spaces', () => {
  assert.ok(isFound('คืนเงิน', 'ขอคืนเงินด่วน สินค้าชำรุดเสียหาย'));
  assert.ok(!isFound('ผู้จัดการ', 'ขอคืนเงินด่วน สินค้าชำรุดเสียหาย'));
});

test('a word is found in a Chinese sentence, also beside Latin letters', () => {
  assert.ok(isFound('退款', '我要投诉，退款一直没有到账'));
  assert.ok(isFound('手机', '我的iPhone手机坏了'));
  assert.ok(isFound('iphone', '我的iPhone手机坏了'));
});

test('Vietnamese is found with and without its marks', () => {
  const text = 'Tôi vẫn chưa nhận được đơn hàng';
  assert.ok(isFound('đơn hàng', text));
  assert.ok(isFound('don hang', text));
  assert.ok(isFound('ĐƠN', text));
});

test('Arabic is found whatever the alef and the vowels', () => {
  assert.ok(isFound('احمد', 'اسمي أَحْمَد'));
  assert.ok(isFound('مشكلة', 'عندي مشكله في الدفع'));
});

test('a mark without a letter is no term, and no term is empty', () => {
  assert.deepEqual(indexTerms('‼️ #BIZ'), ['biz']);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      assert.ok(indexTerms(text).every((term) => term !== ''));
    }),
  );
});

test('a hostile text is cut in linear time', () => {
  assert.equal(indexTerms('ก'.repeat(99_000)).length, 98_999);
  assert.deepEqual(indexTerms('a'.repeat(80_000)), []);
});

test('what is searched as it was written is always found', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => isFound(text, text)),
  );
});
