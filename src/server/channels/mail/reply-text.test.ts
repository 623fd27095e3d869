import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isForwardSubject, separateReply } from './reply-text.ts';

const reply = 'The parcel is still not here.\nPlease look into it.';

describe('what was written this time', () => {
  const attributions = [
    'On Mon, 3 Mar 2025 at 10:15, Support <help@shop.test> wrote:',
    'On Mon, 3 Mar 2025 at 10:15, Support Team of the Shop <\nhelp@shop.test> wrote:',
    'Am 03.03.2025 um 10:15 schrieb Support <help@shop.test>:',
    'Am Mo., 3. März 2025 um 10:15 Uhr schrieb Support <help@shop.test>:',
    'Le lun. 3 mars 2025 à 10:15, Support <help@shop.test> a écrit :',
    'El lun, 3 mar 2025 a las 10:15, Support (<help@shop.test>) escribió:',
    'Em seg., 3 de mar. de 2025 às 10:15, Support <help@shop.test> escreveu:',
    'Il giorno lun 3 mar 2025 alle ore 10:15 Support <help@shop.test> ha scritto:',
    'Op ma 3 mrt 2025 om 10:15 schreef Support <help@shop.test>:',
    'pon., 3 mar 2025 o 10:15 Support <help@shop.test> napisał(a):',
    'пн, 3 мар. 2025 г. в 10:15, Support <help@shop.test>:',
    '3 марта 2025 г., 10:15, Support <help@shop.test> написал(а):',
    'Vào Th 2, 3 thg 3, 2025 vào lúc 10:15 Support <help@shop.test> đã viết:',
    'ในวันที่ จ. 3 มี.ค. 2025 เวลา 10:15 Support <help@shop.test> เขียนว่า:',
    'في الاثنين، ٣ مارس ٢٠٢٥ في ١٠:١٥ ص تمت كتابة ما يلي بواسطة Support <help@shop.test>:',
    'Support <help@shop.test> 于2025年3月3日周一 10:15写道：',
    'Support <help@shop.test> 於 2025年3月3日 週一 上午10:15寫道：',
    '2025年3月3日(月) 10:15 Support <help@shop.test>:',
    '2025년 3월 3일 (월) 오전 10:15, Support <help@shop.test>님이 작성:',
    '3 Mar 2025 Pzt, 10:15 tarihinde Support <help@shop.test> şunu yazdı:',
    'Den mån 3 mars 2025 kl 10:15 skrev Support <help@shop.test>:',
  ];
  for (const attribution of attributions) {
    test(`ends where the quote begins: ${attribution.slice(0, 40)}`, () => {
      const quoted = `${reply}\n\n${attribution}\n\n> Dear customer,\n> we are sorry.\n`;
      assert.deepEqual(separateReply(quoted), {
        visible: reply,
        hasQuote: true,
        hasSignature: false,
      });
      const bare = `${reply}\n\n${attribution}\n\nDear customer,\nwe are sorry.\n`;
      assert.equal(separateReply(bare).visible, reply);
    });
  }

  const blocks = [
    'From: Support <help@shop.test>\nSent: Monday, March 3, 2025 10:15\nTo: Lan\nSubject: Your parcel',
    '-----Original Message-----\nFrom: Support',
    '________________________________\nVon: Support <help@shop.test>\nGesendet: Montag, 3. März 2025 10:15\nAn: Lan\nBetreff: Ihr Paket',
    'De : Support\nEnvoyé : lundi 3 mars 2025 10:15\nÀ : Lan\nObjet : Votre colis',
    '*De:* Support\n*Enviado el:* lunes, 3 de marzo de 2025\n*Para:* Lan\n*Asunto:* Su paquete',
    'Từ: Support <help@shop.test>\nĐã gửi: Thứ Hai, 3 tháng 3, 2025\nĐến: Lan\nChủ đề: Đơn hàng',
    'จาก: Support\nส่ง: 3 มีนาคม 2025\nถึง: Lan\nเรื่อง: พัสดุ',
    'من: Support\nتاريخ الإرسال: ٣ مارس ٢٠٢٥\nإلى: Lan\nالموضوع: الطرد',
    '发件人：Support\n发送时间：2025年3月3日\n收件人：Lan\n主题：包裹',
    '寄件者: Support\n寄件日期: 2025年3月3日\n收件者: Lan\n主旨: 包裹',
    '差出人: Support\n送信日時: 2025年3月3日\n宛先: Lan\n件名: 荷物',
    '------------------ 原始邮件 ------------------\n发件人: Support',
    '-------- Thư gốc --------\nTừ: Support',
  ];
  for (const block of blocks) {
    test(`ends where a header block begins: ${block.slice(0, 30).replaceAll('\n', ' ')}`, () => {
      assert.equal(separateReply(`${reply}\n\n${block}\n\nDear customer\n`).visible, reply);
    });
  }

  test('answers between and below quoted lines are kept', () => {
    const text =
      'On 3 Mar 2025 at 10:15, Support <help@shop.test> wrote:\n> Which colour?\nBlue.\n> Which size?\nLarge.\n';
    assert.equal(separateReply(text).visible, 'Blue.\nLarge.');
  });

  test('the rest of a quoted line that a mailer broke is not taken for an answer', () => {
    const text = `${reply}\n\nOn 3 Mar 2025 at 10:15, Support <help@shop.test> wrote:\n> we are sorry to hear that the parcel which you have ordered from us\nhas not come\n> yet\n`;
    assert.equal(separateReply(text).visible, reply);
  });

  test('words that only look like a quote stay', () => {
    for (const text of [
      'On Monday my colleague wrote: never again.\nAnd he is right.',
      'From: the warehouse in Hanoi\nwe never got an answer.',
      'Look at this date: 3 March 2025 10:15\nThat was my order.',
      'The letter says:\n"we will refund you"\nWhere is it?',
    ]) {
      assert.equal(separateReply(text).visible, text);
    }
  });

  test('a forwarded mail is content', () => {
    const text =
      'See below.\n\n---------- Forwarded message ---------\nFrom: Bank <x@bank.test>\nDate: Mon, 3 Mar 2025\nSubject: Refund\nTo: me\n\nYour refund is on its way.';
    assert.equal(separateReply(text).visible, text);
    const outlook = 'FYI\n\nFrom: Bank\nSent: Monday\nTo: me\nSubject: Refund\n\nOn its way.';
    assert.equal(separateReply(outlook, { isForward: true }).visible, outlook);
    assert.equal(isForwardSubject('Fwd: Refund'), true);
    assert.equal(isForwardSubject('WG: Rechnung'), true);
    assert.equal(isForwardSubject('Re: Fwd me the invoice'), false);
  });

  test('a mail that is nothing but a quote is shown whole', () => {
    const text = '> all of it\n> is quoted';
    assert.equal(separateReply(text).visible, text);
  });
});

describe('signatures', () => {
  for (const signature of [
    '-- \nNguyễn Lan\n+84 90 000 000',
    'Sent from my iPhone',
    'Gesendet von Outlook für iOS',
    'Envoyé de mon iPhone',
    'Enviado desde mi iPhone',
    'Được gửi từ iPhone của tôi',
    'ส่งจาก iPhone ของฉัน',
    'أُرسلت من الـ iPhone الخاص بي',
    '发自我的iPhone',
    '從我的 iPhone 傳送',
    'iPhoneから送信',
    '나의 iPhone에서 보냄',
    'Best regards,\nLan Nguyen\nHanoi',
    'Mit freundlichen Grüßen\nLan Nguyen',
    'Trân trọng,\nNguyễn Lan',
    'ขอแสดงความนับถือ\nลัน',
    'مع أطيب التحيات\nلان',
    '此致\n敬礼\n阮兰',
    '______________\nLan Nguyen\nAcme',
  ]) {
    test(`is cut: ${signature.split('\n')[0]}`, () => {
      const parts = separateReply(`${reply}\n\n${signature}\n`);
      assert.deepEqual(parts, { visible: reply, hasQuote: false, hasSignature: true });
    });
  }

  test('the sender’s own name begins one', () => {
    const text = `${reply}\n\nThank you\nLan Nguyen\nAcme Ltd.\n+84 90 000 000`;
    assert.equal(separateReply(text, { senderName: 'Lan Nguyen' }).visible, reply);
  });

  test('a short thank-you and a name without more are left to the writer', () => {
    assert.equal(separateReply('It works.\n\nThanks,\nLan').visible, 'It works.\n\nThanks,\nLan');
  });

  test('a mail that is only a signature is shown whole', () => {
    assert.equal(separateReply('-- \nLan Nguyen').visible, '--\nLan Nguyen');
  });
});

test('P24: hostile text costs time in proportion to its length', () => {
  for (const text of [
    'a.'.repeat(40_000),
    '>'.repeat(80_000),
    'ก'.repeat(99_000),
    '-----\n'.repeat(15_000),
    'From: a\n'.repeat(10_000),
    'On 2020 10:10 a@b\n'.repeat(5_000),
    `${'wrote '.repeat(60)}\n`.repeat(250),
    `${' '.repeat(399)}\n`.repeat(200),
  ]) {
    const startedAt = performance.now();
    separateReply(text);
    // Generous for a busy machine; quadratic code took 48 s for the dashes.
    assert.ok(performance.now() - startedAt < 5_000, text.slice(0, 20));
  }
});
