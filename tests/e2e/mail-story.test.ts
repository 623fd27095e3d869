import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '#locales/translate.ts';
import { openBrowser } from '#harness/browser.ts';
import { openRealServer } from '#harness/real-server.ts';
import { Desk, until } from './desk.ts';

const browser = await openBrowser();

const linh = { from: 'linh@customer.example', name: 'Nguyễn Linh' };
const subject = 'Chưa nhận được hoàn tiền';
const question = 'Tôi vẫn chưa nhận được tiền hoàn cho đơn hàng 8812. Xin kiểm tra giúp tôi.';
const answer = 'Chào chị Linh, em đang kiểm tra ngay ạ.';
/** From the customer's mail to the agent's open page. The first also starts what later ones use. */
const arriveMsMax = 1000;

for (const language of ['en', 'ar'] as const) {
  test(`a mail is answered, climbs, and comes back with the answer, on a desk in ${language}`, async () => {
    const server = await openRealServer();
    const { sam, lan, mailbox, smtp } = server;
    const desk = await Desk.open(server, browser, { person: sam, at: '/inbox/all', language });
    const { page, t } = desk;
    await desk.sees(t('inbox.empty.all'));
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).direction),
      language === 'ar' ? 'rtl' : 'ltr',
    );

    await mailbox.deliver({ ...linh, subject, text: question });
    await desk.row(subject).waitFor();

    await desk.openByKeys(subject);
    await desk.sees(question, desk.ticket);
    const chip = desk.ticket.getByRole('button', { name: t('common.metric.first_response') });
    await chip.waitFor();

    await desk.press('m');
    const people = { actor: 'Sam', formerOwner: 'Hoa', owner: 'Sam' };
    await desk.sees(t('ticket.event.ticket.assigned.handed_over', people), desk.ticket);
    await desk.writeReply(answer);
    await desk.press('Control+Enter');
    await desk.sees(answer, desk.ticket);
    await desk.button(t('common.undo')).first().click();
    await page.waitForFunction(
      (words) => document.querySelector('textarea')?.value === words,
      answer,
    );
    await desk.replyBox.press('Control+Enter');
    await desk.sees(answer, desk.ticket);
    await desk.hasSent();
    assert.ok(
      smtp.mails.every(({ mail }) => !mail.text.includes(answer)),
      'nothing leaves while it can be taken back',
    );
    await server.advance('PT11S');
    const sent = await smtp.waitForMail(({ mail }) => mail.text.includes(answer));
    assert.deepEqual(sent.to, [linh.from]);
    assert.deepEqual(sent.mail.inReplyTo, ['customer-1@customer.example']);
    await chip.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: t('ticket.tab.everything') }).click();
    const met = t('ticket.event.clock.met', { metric: t('common.metric.first_response') });
    await desk.sees(met, desk.ticket);
    await page.getByRole('tab', { name: t('ticket.tab.conversation') }).click();

    const thanks = 'Cảm ơn, tôi chờ tin.';
    const [replyTo] = sent.mail.replyTo;
    const sentMs = performance.now();
    await mailbox.deliver({
      ...linh,
      subject: 'Re: something else #9999',
      text: thanks,
      to: replyTo?.address ?? '',
      answers: sent.mail.messageId ?? '',
    });
    await desk.sees(thanks, desk.ticket);
    const tookMs = performance.now() - sentMs;
    assert.ok(tookMs < arriveMsMax, `the mail took ${Math.round(tookMs)} ms to the open page`);
    assert.equal(await page.locator('[data-ticket]').count(), 1, 'it lands in the same ticket');

    await escalate(desk);
    const above = await Desk.open(server, browser, {
      person: lan,
      at: '/inbox/escalated_to_me',
      language,
    });
    await above.openByKeys(subject);
    await above.sees(t('escalation.waitsFor', { name: 'Second line' }));
    await above.press('w');
    await above.sees(t('escalation.hasIt', { name: 'Lan' }));
    await desk.sees(t('escalation.hasIt', { name: 'Lan' }));

    await above.press('Shift+E');
    const words = 'Đã hoàn tiền hôm nay; báo khách chờ 3 ngày làm việc.';
    await above.dialog.getByRole('textbox', { name: t('escalation.handBack.words') }).fill(words);
    await above.press('Control+Enter');
    await above.dialog.waitFor({ state: 'detached' });
    await desk.sees(words);
    await desk.sees(t('escalation.returned', { name: 'Sam' }));

    for (const event of ['started', 'acknowledged'] as const) {
      const words = firstSentence(event);
      const update = await smtp.waitForMail(({ mail }) => mail.text.includes(words));
      assert.deepEqual(update.to, [linh.from]);
      assert.doesNotMatch(update.mail.text, /Lan|Second line/, 'no inner name leaves the house');
    }
    await desk.finish();
    await above.finish();
  });
}

/** `e`, what is missing, a reason, the brief, and away. */
async function escalate(desk: Desk): Promise<void> {
  const { t, dialog } = desk;
  await desk.press('e');
  await desk.sees(t('escalation.sheet.title'), dialog);
  // Whom the matrix suggests, and by which rule.
  const rule = translator('en')('setup.rule.technical');
  await desk.sees(t('escalation.sheet.rule', { rule }), dialog);
  const target = dialog.getByRole('combobox', { name: t('escalation.sheet.to') });
  assert.notEqual(await target.inputValue(), '');
  const needed = dialog.getByRole('textbox', { name: t('escalation.brief.needed') });
  await needed.fill('');
  await desk.press('Control+Enter');
  await desk.sees(t('escalation.field.reason'), dialog);
  await desk.sees(t('escalation.field.needed'), dialog);
  assert.equal(await needed.getAttribute('aria-invalid'), 'true');

  await dialog.getByRole('button', { name: t('escalation.sheet.reason') }).click();
  const reason = t('escalation.reason.needs_authority');
  await desk.page.getByRole('option', { name: reason }).click();
  await needed.fill('Duyệt hoàn tiền 1.200.000 ₫.');
  await desk.seesNo(t('escalation.field.needed'), dialog);
  const told = dialog.locator('dd').first();
  await until(async () => /Lan/.test(await told.innerText()), 'Lan will be told');
  assert.ok((await dialog.locator('dd li').count()) > 0, 'it says what follows without an answer');
  await needed.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
}

/** What every such update to a Vietnamese customer says, whatever its names and moments. */
function firstSentence(event: 'started' | 'acknowledged'): string {
  const values = { contactName: '', workspaceName: '', nextUpdateBy: '', hasNextUpdate: false };
  const body = translator('vi')(`customer.escalation_${event}.body`, values);
  const sentence = /\n\n([^.,]+)/.exec(body)?.[1];
  assert.ok(sentence, `no words for ${event}`);
  return sentence;
}
