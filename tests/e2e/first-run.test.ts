import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser, openPage } from '#harness/browser.ts';
import { openFreshServer } from '#harness/real-server.ts';
import { Desk } from './desk.ts';

const browser = await openBrowser();

/** SCREENS: from the link to an inbox with something in it in under a minute. */
const firstRunMsMax = 60_000;

for (const language of ['en', 'ar'] as const) {
  test(`a fresh installation asks five questions in ${language} and opens a full inbox`, async () => {
    const server = await openFreshServer();
    const beganMs = performance.now();
    const desk = new Desk(await openPage(browser, { locale: language }), server.url, language);
    const { page, t } = desk;
    const next = async (): Promise<void> => desk.button(t('common.next')).click();
    const asks = async (title: string): Promise<void> =>
      page.getByRole('heading', { name: title }).waitFor();

    await page.goto(server.link);
    await asks(t('setup.who.title'));
    await page.getByLabel(t('setup.who.company')).fill('Sông Hồng');
    await page.getByLabel(t('signIn.ownName')).fill('Mai');
    await page.getByLabel(t('common.email'), { exact: true }).fill('mai@songhong.example');
    await page.getByLabel(t('signIn.newPassword'), { exact: true }).fill('quiet harbour lantern');
    await next();
    await asks(t('setup.where.title'));
    await next();
    await asks(t('setup.kind.title'));
    await page.getByRole('radio', { name: t('setup.kind.tiered') }).focus();
    await next();
    await asks(t('setup.secondLine.title'));
    await next();
    await asks(t('setup.start.title'));
    await page.getByText(t('setup.start.sample'), { exact: true }).click();
    await desk.button(t('setup.finish')).click();

    await page.waitForURL(/\/inbox\//, { timeout: firstRunMsMax });
    await page.goto(`${server.url}/inbox/all`);
    const rows = page.locator('[data-ticket]');
    await rows.first().waitFor();
    assert.ok((await rows.count()) > 3, 'the inbox has something in it');
    assert.ok(performance.now() - beganMs < firstRunMsMax);
    await desk.press('j');
    await desk.press('o');
    await desk.ticket.waitFor();
    await desk.sees(t('common.timeline.future'));

    const again = await openPage(browser, { locale: language });
    await again.page.goto(server.link);
    await again.page.getByText(t('signIn.link.hint')).waitFor();
    await again.close();
    assert.equal(server.smtp.mails.length, 0, 'a sample sends nothing');
    await desk.finish();
  });
}
