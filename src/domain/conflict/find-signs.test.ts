import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findSigns } from './find-signs.ts';
import type { ConflictSign } from './sign.ts';

const signsIn = (text: string, language: string | null = null): ConflictSign[] =>
  findSigns(text, language).map(({ sign }) => sign);

describe('signs of conflict', () => {
  const shown: [string, string, ConflictSign][] = [
    ['en', 'Let me speak to your manager, please.', 'asks_for_manager'],
    ['en', 'This is unacceptable and I am fed up.', 'argues'],
    ['en', 'You are a bunch of idiots', 'abuses'],
    ['en', 'I will leave a review that nobody will miss', 'threatens_review'],
    ['en', 'I have told a journalist about this', 'threatens_press'],
    ['en', 'The ombudsman will hear of it', 'threatens_regulator'],
    ['en', 'My lawyer will write to you', 'threatens_lawyer'],
    ['vi', 'Cho tôi gặp quản lý ngay', 'asks_for_manager'],
    ['vi', 'Làm ăn kiểu gì vậy, quá thất vọng', 'argues'],
    ['vi', 'Đồ khốn nạn', 'abuses'],
    ['vi', 'Tôi sẽ bóc phốt công ty này', 'threatens_review'],
    ['vi', 'Tôi đã gọi cho nhà báo', 'threatens_press'],
    ['vi', 'Tôi sẽ báo công an', 'threatens_regulator'],
    ['vi', 'Luật sư của tôi sẽ liên hệ', 'threatens_lawyer'],
    ['vi', 'cho toi gap quan ly di', 'asks_for_manager'],
    ['th', 'ขอคุยกับผู้จัดการเดี๋ยวนี้', 'asks_for_manager'],
    ['th', 'บริการแย่มาก รับไม่ได้', 'argues'],
    ['th', 'ไอ้เวรเอ๊ย', 'abuses'],
    ['th', 'จะเอาไปประจานให้หมด', 'threatens_review'],
    ['th', 'เดี๋ยวเจอนักข่าว', 'threatens_press'],
    ['th', 'จะร้องเรียน สคบ. พรุ่งนี้', 'threatens_regulator'],
    ['th', 'จะให้ทนายติดต่อไป', 'threatens_lawyer'],
    ['ar', 'أريد التحدث مع المدير الآن', 'asks_for_manager'],
    ['ar', 'هذا غير مقبول أبداً', 'argues'],
    ['ar', 'أنتم حمير', 'abuses'],
    ['ar', 'سأفضحكم أمام الجميع', 'threatens_review'],
    ['ar', 'سأذهب إلى الصحافة', 'threatens_press'],
    ['ar', 'سأشتكي إلى حماية المستهلك', 'threatens_regulator'],
    ['ar', 'سيتصل بكم المحامي', 'threatens_lawyer'],
    ['zh', '叫你们经理出来', 'asks_for_manager'],
    ['zh', '太过分了，我要退钱', 'argues'],
    ['zh-Hant', '你們經理在哪', 'asks_for_manager'],
    ['zh-Hant', '王八蛋', 'abuses'],
    ['zh', '不退款就给差评', 'threatens_review'],
    ['zh', '我会找记者', 'threatens_press'],
    ['zh', '我要打12315举报你们', 'threatens_regulator'],
    ['zh-Hant', '等著收律師函', 'threatens_lawyer'],
  ];
  for (const [language, text, sign] of shown) {
    it(`are found in ${language}: ${sign}`, () => {
      assert.ok(signsIn(text, language).includes(sign), JSON.stringify(findSigns(text, language)));
    });
  }

  const calm: [string, string][] = [
    ['en', 'Hello, how do I change the address of my order BX-2041?'],
    ['en', 'THANK YOU SO MUCH, YOU ARE ALL WONDERFUL PEOPLE'],
    ['en', 'Great service!!!'],
    ['en', 'The page fails with error 500 for our class of users'],
    ['en', 'My mother is manager of a garden shop and wants a hoe'],
    ['vi', 'Bưu kiện của tôi khi nào tới? Sự kiện bắt đầu thứ hai.'],
    ['th', 'ร้านเปิดกี่โมง รอหนึ่งชั่วโมงได้ครับ ค้นในกูเกิลแล้ว'],
    ['th', 'ขอเบอร์หน่วยกู้ภัย'],
    ['ar', 'متى يصل طلبي؟ أنا عميل جديد'],
    ['zh', '请问什么时候发货？'],
  ];
  for (const [language, text] of calm) {
    it(`are not seen in calm ${language}: ${text.slice(0, 24)}`, () => {
      assert.deepEqual(findSigns(text, language), []);
    });
  }

  it('name the very words, as they stand in the message', () => {
    const [found] = findSigns('Honestly: UNACCEPTABLE. Bye');
    assert.deepEqual(found, { sign: 'argues', words: ['UNACCEPTABLE'] });
    assert.deepEqual(findSigns('แม่งงงงง')[0]?.words, ['แม่งงงงง']);
    assert.deepEqual(findSigns('غَيْر مَقْبُول')[0]?.words, ['غَيْر مَقْبُول']);
  });

  it('include shouting, by capitals and by marks', () => {
    assert.ok(signsIn('WHERE IS MY ORDER NOBODY TELLS ME').includes('shouts'));
    assert.ok(signsIn('this is unacceptable!!!!').includes('shouts'));
    assert.deepEqual(signsIn('SKU AB12 CD34 at DHL and UPS is late'), []);
  });

  it('P24: are found in hostile text without blocking', () => {
    const hostile = [
      'a.'.repeat(40_000),
      'ก'.repeat(99_000),
      'f*ck '.repeat(20_000),
      '!'.repeat(99_000),
    ];
    for (const text of hostile) {
      const begun = performance.now();
      findSigns(text, 'vi');
      assert.ok(performance.now() - begun < 5000, text.slice(0, 4));
    }
  });

  it('are words of the message, whatever the message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const nfc = text.normalize('NFC');
        for (const { words } of findSigns(text)) {
          for (const word of words) {
            for (const part of word.split(' ')) assert.ok(nfc.includes(part));
          }
        }
      }),
    );
  });
});
