import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '#locales/translate.ts';
import { openBrowser, openPage } from '#harness/browser.ts';
import { openRealServer } from '#harness/real-server.ts';
import { Desk, until } from './desk.ts';

const browser = await openBrowser();
const linh = { from: 'linh@customer.example', name: 'Nguyễn Linh' };
const subject = 'Chưa nhận được hoàn tiền';
const brief = { wants: 'Hoàn tiền đơn 8812.', tried: 'Đã kiểm tra.', needed: 'Duyệt hoàn tiền.' };

for (const language of ['en', 'ar'] as const) {
  test(`a solved ticket is rated by its customer and counted, on a report in ${language}`, async () => {
    const server = await openRealServer();
    const { hoa, minh, mailbox, smtp } = server;
    const desk = await Desk.open(server, browser, { person: hoa, at: '/inbox/all', language });
    await mailbox.deliver({ ...linh, subject, text: 'Tôi vẫn chưa nhận được tiền hoàn.' });
    await mailbox.deliver({
      ...linh,
      from: 'an@customer.example',
      subject: 'Khác',
      text: 'Xin chào',
    });
    await desk.openByKeys(subject);
    const ticketId = await desk.row(subject).getAttribute('data-ticket');
    await climb(server, ticketId);

    await closeEscalation(desk);
    await desk.writeReply('Đã hoàn tiền cho chị rồi ạ.');
    await desk.press('Control+Shift+Enter');
    await desk.sees(desk.t('ticket.event.ticket.state_changed.solved', { actor: 'Hoa' }));
    await server.advance('PT61M');
    const letter = await smtp.waitForMail(({ mail }) => mail.text.includes('/rate/'));
    assert.deepEqual(letter.to, [linh.from]);
    const link = /http:\S+\/rate\/\S+/.exec(letter.mail.text)?.[0];
    assert.ok(link);

    // The page speaks the customer's language, whatever their browser says.
    const customer = await openPage(browser, { locale: 'de' });
    const vi = translator('vi');
    await customer.page.goto(link);
    const face = customer.page.getByRole('button', { name: `4. ${vi('feedback.score.4')}` });
    await face.click();
    await customer.page.getByText(vi('feedback.saved')).waitFor();
    await customer.page.getByLabel(vi('feedback.comment')).fill('Nhanh hơn tôi nghĩ.');
    await customer.page.getByRole('button', { name: vi('feedback.comment.send') }).click();
    await customer.page.getByText(vi('feedback.comment.saved')).waitFor();
    assert.deepEqual(customer.faults, []);
    await customer.close();
    await desk.sees(desk.t('ticket.event.feedback.received', { score: 4 }), desk.ticket);
    await desk.finish();

    const report = await Desk.open(server, browser, { person: minh, at: '/reports', language });
    await assertFigures(report);
    await report.finish();
  });
}

type Server = Awaited<ReturnType<typeof openRealServer>>;

/** To the second line and back, as another test does it by hand. */
async function climb({ hoa, lan, belay }: Server, ticketId: string | null): Promise<void> {
  const url = `/api/v1/tickets/${ticketId}`;
  const up = await hoa.browser.post(`${url}/escalation`, { reason: 'needs_authority', brief });
  assert.equal(up.status, 201, JSON.stringify(up.body));
  const page = await lan.browser.get(url);
  const { escalations } = page.body as { escalations: { hops: { id: string }[] }[] };
  const hopUrl = `${url}/hops/${escalations[0]?.hops[0]?.id}`;
  assert.equal((await lan.browser.put(`${hopUrl}/acknowledgement`)).status, 200);
  assert.equal((await lan.browser.put(`${hopUrl}/answer`, { words: 'Đã duyệt.' })).status, 200);
  await belay.settle();
}

/** The end of a climb asks for its cause and its lesson. */
async function closeEscalation(desk: Desk): Promise<void> {
  const { t, dialog } = desk;
  await desk.button(t('escalation.close')).click();
  await desk.button(t('escalation.close'), dialog).click();
  await desk.sees(t('escalation.field.cause'), dialog);
  await dialog.getByRole('button', { name: t('escalation.close.cause') }).click();
  await desk.page.getByRole('option', { name: t('escalation.cause.missing_authority') }).click();
  const lesson = dialog.getByRole('textbox', { name: t('escalation.close.lesson') });
  await lesson.fill('L1 may refund up to two million dong.');
  await lesson.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
}

/** Each figure has its value, and opens as many tickets as it says. */
async function assertFigures(report: Desk): Promise<void> {
  const { page, t } = report;
  const tile = (key: 'escalation_rate' | 'first_response_time' | 'resolution_time' | 'csat') =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: t(`report.${key}.name`), exact: true }) });
  await tile('escalation_rate').waitFor();
  assert.match(await tile('escalation_rate').innerText(), /50/);
  assert.match(await tile('csat').innerText(), /100/);
  for (const key of ['first_response_time', 'resolution_time'] as const) {
    assert.match(await tile(key).innerText(), /\d/, `${key} has a value`);
  }
  const transfers = page.getByRole('heading', { name: t('report.transfers_per_escalation.name') });
  await transfers.waitFor();
  await tile('escalation_rate').getByRole('link').click();
  await page.waitForURL(/\/inbox\/all\?/);
  const rows = page.locator('[data-ticket]');
  await until(async () => (await rows.count()) === 1, 'the list has the one ticket of the figure');
  await report.row(subject).waitFor();
}
