import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordLengthMin } from '#domain/people/password.ts';
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
    const rows = page.locator('[data-ticket]');
    await rows.first().waitFor();
    assert.ok(performance.now() - beganMs < firstRunMsMax);
    await page.goto(`${server.url}/inbox/all`);
    await rows.first().waitFor();
    assert.ok((await rows.count()) > 3, 'the inbox has something in it');
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

test('a weak password is said at its question, a good one goes on, and a reload keeps the answers', async () => {
  const server = await openFreshServer({ hasMail: false });
  const desk = new Desk(await openPage(browser, { locale: 'en' }), server.url, 'en');
  const { page, t } = desk;
  const next = async (): Promise<void> => desk.button(t('common.next')).click();
  const field = (label: string) => page.getByLabel(label, { exact: true });
  const password = field(t('signIn.newPassword'));
  const asks = async (title: string): Promise<void> =>
    page.getByRole('heading', { name: title }).waitFor();

  await page.goto(server.link);
  await asks(t('setup.who.title'));
  await field(t('setup.who.company')).fill('Sông Hồng');
  await field(t('signIn.ownName')).fill('Mai');
  await field(t('common.email')).fill('mai@songhong.example');
  await password.fill('short');
  await next();
  await desk.sees(t('signIn.newPassword.short', { min: passwordLengthMin }));
  await password.fill('password1234');
  await desk.seesNo(t('signIn.newPassword.short', { min: passwordLengthMin }));
  await desk.press('Enter');
  await desk.sees(t('signIn.newPassword.common'));
  await password.fill('quiet harbour lantern');
  await desk.press('Enter');
  await asks(t('setup.where.title'));
  await next();
  await page.getByText(t('setup.kind.shop'), { exact: true }).click();

  await page.reload();
  await asks(t('setup.who.title'));
  assert.equal(await field(t('setup.who.company')).inputValue(), 'Sông Hồng');
  assert.equal(await field(t('common.email')).inputValue(), 'mai@songhong.example');
  assert.equal(await password.inputValue(), '', 'a password is not kept');
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
  );
  assert.ok(!kept.includes('quiet harbour'), kept);
  await password.fill('quiet harbour lantern');
  await next();
  await next();
  assert.ok(await page.getByRole('radio', { name: t('setup.kind.shop') }).isChecked());
  await next();
  await desk.sees(t('setup.secondLine.hintWithoutMail'));
  await desk.button(t('setup.secondLine.add')).click();
  await field(t('common.name')).fill('Minh');
  await field(t('common.email')).fill('mai@songhong.example');
  await next();
  await page.getByText(t('setup.start.nothing'), { exact: true }).click();
  await desk.button(t('setup.finish')).click();
  await asks(t('setup.secondLine.title'));
  await desk.sees(t('error.conflict'));
  await field(t('common.email')).fill('minh@songhong.example');
  await desk.seesNo(t('error.conflict'));
  await next();
  await desk.button(t('setup.finish')).click();
  await desk.sees(t('setup.invited.hintWithoutMail'));
  await desk.button(t('setup.invited.copy', { name: 'Minh' })).waitFor();
  assert.equal(server.smtp.mails.length, 0);
  await desk.finish();
});
