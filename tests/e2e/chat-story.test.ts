import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { translator } from '#locales/translate.ts';
import { openBrowser, openPage } from '#harness/browser.ts';
import { freePort, openRealServer, type RealServer } from '#harness/real-server.ts';
import { Desk } from './desk.ts';

const browser = await openBrowser();

const question = 'مرحبًا، لم يصلني طلبي رقم 77 بعد.';
const answer = 'أهلًا بك، أتحقق من الشحنة الآن.';
const thanks = 'شكرًا، سأنتظر.';

for (const language of ['en', 'ar'] as const) {
  test(`a visitor of another site and an agent reading ${language} talk to each other live`, async () => {
    const server = await openRealServer();
    const desk = await Desk.open(server, browser, {
      person: server.hoa,
      at: '/inbox/all',
      language,
    });
    const { t } = desk;
    const visitor = await openPage(browser, { locale: 'ar' });
    const { page } = visitor;
    const words = translator('ar');
    await page.goto(await plainSite(server));
    await page.getByRole('button', { name: words('widget.open') }).click();
    const chat = page.frameLocator('iframe');
    assert.equal(
      await chat.locator('html').evaluate((html) => getComputedStyle(html).direction),
      'rtl',
    );
    const box = chat.getByRole('textbox', { name: words('widget.message') });
    const name = words('widget.optional', { label: words('widget.name') });
    await chat.getByRole('textbox', { name }).fill('سارة');
    await box.fill(question);
    await chat.getByRole('button', { name: words('widget.start') }).click();
    await chat.getByRole('log').getByText(question).waitFor();

    const row = desk.page.locator('[data-ticket]');
    await row.waitFor();
    await desk.press('j');
    await desk.press('o');
    await desk.sees(question, desk.ticket);
    const said = desk.ticket.locator('p').filter({ hasText: question });
    assert.equal(await said.evaluate((line) => getComputedStyle(line).direction), 'rtl');

    await desk.writeReply(answer);
    await chat.getByText(words('widget.writing')).waitFor();
    await desk.press('Control+Enter');
    await chat.getByText(answer).waitFor();

    await box.pressSequentially(thanks);
    await desk.sees(t('ticket.presence.customer'));
    await box.press('Enter');
    await desk.sees(thanks, desk.ticket);
    assert.equal(await row.count(), 1, 'all of it is one ticket');

    await page.reload();
    await page.getByRole('button', { name: words('widget.open') }).click();
    await chat.getByText(question).waitFor();
    await chat.getByText(answer).waitFor();
    assert.deepEqual(visitor.faults, []);
    await visitor.close();
    await desk.finish();
  });
}

/** Somebody's own site, of another origin, with Belay's script on its page. */
async function plainSite(server: RealServer): Promise<string> {
  const port = await freePort();
  const script = `<script src="${server.url}/widget/widget.js" data-key="${server.chatKey}"></script>`;
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="ar" dir="rtl"><title>متجر</title><h1>متجر</h1>${script}</html>`,
    );
  });
  await new Promise<void>((resolve) => site.listen(port, '127.0.0.1', resolve));
  after(() => {
    site.closeAllConnections();
    site.close();
  });
  return `http://127.0.0.1:${port}/`;
}
