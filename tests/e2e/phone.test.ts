import { test } from 'node:test';
import { openBrowser, phoneSize } from '#harness/browser.ts';
import { Desk } from './desk.ts';
import { openFurnished } from './places.ts';

const browser = await openBrowser();
const subject = 'Chưa nhận được hoàn tiền';

for (const language of ['en', 'ar'] as const) {
  test(`a phone triages, acknowledges and replies by touch, in ${language}`, async () => {
    const server = await openFurnished();
    const look = { language, size: phoneSize, isTouch: true } as const;
    const at = '/inbox/escalated_to_me';
    const desk = await Desk.open(server, browser, { ...look, person: server.lan, at });
    const { page, t } = desk;
    await desk.row(subject).tap();
    await desk.button(t('escalation.accept')).tap();
    await desk.sees(t('escalation.hasIt', { name: 'Lan' }));
    await desk.fits();

    const answer = 'Em đã duyệt hoàn tiền ạ.';
    await desk.replyBox.tap();
    await desk.replyBox.fill(answer);
    const sends = page.getByRole('button', { name: new RegExp(`^${t('common.send')}`) });
    await sends.filter({ hasText: t('common.send') }).tap();
    await desk.sees(answer, desk.ticket);
    await desk.hasSent();
    await server.advance('PT11S');
    await server.smtp.waitForMail(({ mail }) => mail.text.includes(answer));

    await desk.button(t('ticket.toList')).tap();
    await desk.row(subject).waitFor();
    await desk.goTo('/inbox/all');
    await desk.row('لم يصلني طلبي').tap();
    await desk.button(t('common.state.new'), desk.ticket).tap();
    await page.getByRole('menuitem', { name: t('common.state.pending') }).tap();
    await desk.button(t('common.state.pending'), desk.ticket).waitFor();
    await desk.fits();
    await desk.finish();
  });
}
