import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { excerptOf } from './excerpt.ts';

/** The excerpt with its hits in brackets. */
function marked(text: string, query: string, length = 60): string {
  return excerptOf(text, query, { length })
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('');
}

describe('the excerpt of a text around what was sought', () => {
  it('marks every hit, in the original letters', () => {
    assert.equal(
      marked('The refund: a Refund, refunds', 'refund'),
      'The [refund]: a [Refund], [refund]s',
    );
    assert.equal(
      marked('Tôi chưa nhận được đơn hàng', 'don hang'),
      'Tôi chưa nhận được [đơn] [hàng]',
    );
    assert.equal(marked('لم أستلم الطلب', 'استلم'), 'لم [أستلم] الطلب');
    assert.equal(marked('我還沒有收到退款', '退款'), '我還沒有收到[退款]');
    assert.equal(marked('ยังไม่ได้รับเงินคืน', 'เงินคืน'), 'ยังไม่ได้รับ[เงินคืน]');
  });

  it('keeps Thai marks apart: words there differ by nothing else', () => {
    assert.equal(marked('ไก่ ไก', 'ไก่'), '[ไก่] ไก');
  });

  it('finds words from their beginning only', () => {
    assert.equal(marked('prefund refund', 'fund'), 'prefund refund');
  });

  it('takes a piece of a long text, with the hit in it', () => {
    const text = `${'before '.repeat(40)}the refund is late${' after'.repeat(40)}`;
    const excerpt = marked(text, 'refund');
    assert.ok(excerpt.startsWith('…') && excerpt.endsWith('…'));
    assert.ok(excerpt.includes('[refund]'));
    assert.ok(excerpt.length < 80);
  });

  it('is the beginning where nothing is found', () => {
    assert.equal(marked('Hello\n there', 'zebra'), 'Hello there');
  });

  it('never breaks a character and never loses one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ unit: 'grapheme', maxLength: 5 }),
        (text, query) => {
          const whole = excerptOf(text, query, { length: 10_000 });
          assert.equal(whole.map((part) => part.text).join(''), text.replace(/\s+/gu, ' ').trim());
          const piece = excerptOf(text, query, { length: 20 });
          for (const part of piece) assert.ok(part.text.isWellFormed());
        },
      ),
    );
  });

  it('P24: a long hostile text costs little', () => {
    const text = 'a.'.repeat(40_000);
    const begun = performance.now();
    excerptOf(text, 'a a a a a', { length: 160 });
    excerptOf('ก'.repeat(80_000), 'กกกก', { length: 160 });
    assert.ok(performance.now() - begun < 5000);
  });
});
