import type { Browser } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { type OpenPage, openPage, type PageLook } from '#harness/browser.ts';
import { openRealServer, type RealServer } from '#harness/real-server.ts';
import { Desk } from './desk.ts';

/*
 * Every place of the product, one after the other, with something in each: for the audit, and for
 * pictures.
 */

/** What is done at a place; its name is also that of a picture. */
export type Visit = (name: string, opened: OpenPage['page']) => Promise<void>;

export type Furnished = RealServer & { readonly ticketId: string; readonly rateUrl: string };

/** A desk whose questions are open, and the cookies of who may answer them. */
export type FreshDesk = { readonly url: string; readonly jar: ReadonlyMap<string, string> };

const linh = { from: 'linh@customer.example', name: 'Nguyễn Linh' };

/** A server with a few tickets: new, escalated, solved and asked about. */
export async function openFurnished(): Promise<Furnished> {
  const server = await openRealServer();
  const { hoa, mailbox, smtp } = server;
  await mailbox.deliver({ ...linh, subject: 'Chưa nhận được hoàn tiền', text: 'Đơn hàng 8812.' });
  const arabic = { from: 'sara@customer.example', name: 'سارة' };
  await mailbox.deliver({ ...arabic, subject: 'لم يصلني طلبي', text: 'طلبي رقم 77 لم يصل بعد.' });
  const ben = { from: 'ben@customer.example', name: 'Ben' };
  await mailbox.deliver({ ...ben, subject: 'Thank you', text: 'Where do I find the bill?' });
  await server.belay.settle();
  const list = await hoa.browser.get('/api/v1/tickets?view=all&sort=created');
  const items = list.body['items'] as { id: string; subject: string }[];
  const urlOf = (subject: string): string =>
    `/api/v1/tickets/${items.find((item) => item.subject === subject)?.id}`;
  const brief = { wants: 'Hoàn tiền.', tried: 'Đã kiểm tra.', needed: 'Duyệt hoàn tiền.' };
  const climbing = urlOf('Chưa nhận được hoàn tiền');
  await hoa.browser.post(`${urlOf('Thank you')}/replies`, { text: 'In it.', state: 'solved' });
  await server.advance('PT65M');
  const letter = await smtp.waitForMail(({ mail }) => mail.text.includes('/rate/'));
  // Last of all, so that there is still time to take it on.
  await hoa.browser.post(`${climbing}/notes`, { text: 'Khách đã gọi hai lần.' });
  await hoa.browser.post(`${climbing}/escalation`, { reason: 'needs_authority', brief });
  const rateUrl = /http:\S+\/rate\/\S+/.exec(letter.mail.text)?.[0] ?? '';
  return { ...server, ticketId: climbing.slice('/api/v1/tickets/'.length), rateUrl };
}

export type Look = PageLook & { readonly language: Language; readonly visit: Visit };

/** The inbox of an admin: list, ticket, and what opens above them. */
export async function visitInbox(server: Furnished, browser: Browser, look: Look): Promise<void> {
  const { visit, ...rest } = look;
  const desk = await Desk.open(server, browser, { person: server.ada, at: '/inbox/all', ...rest });
  const { page, t, dialog } = desk;
  await page.locator('[data-ticket]').first().waitFor();
  await visit('inbox', page);
  await desk.goTo(`/inbox/all/${server.ticketId}`);
  await desk.ticket.waitFor();
  await desk.sees(t('common.timeline.future'));
  await visit('ticket', page);
  await page.getByRole('tab', { name: t('ticket.tab.everything') }).click();
  await visit('ticket-every-step', page);
  await desk.goTo('/inbox/all');
  await desk.row('لم يصلني طلبي').click();
  await desk.button(t('ticket.escalate'), desk.ticket).click();
  await dialog.getByRole('textbox', { name: t('escalation.brief.needed') }).waitFor();
  await visit('escalate', page);
  await desk.closeDialog();
  await desk.press('Control+k');
  await dialog.waitFor();
  await visit('palette', page);
  await desk.finish();
}

/** The other screens of an admin, and each section of the settings. */
export async function visitScreens(server: Furnished, browser: Browser, look: Look): Promise<void> {
  const { visit, ...rest } = look;
  const desk = await Desk.open(server, browser, { person: server.ada, at: '/settings', ...rest });
  const paths = ['/contacts', '/reports', '/nowhere', '/settings', ...(await settingsPaths(desk))];
  for (const path of paths) {
    await desk.goTo(path);
    await desk.page.getByRole('heading').first().waitFor();
    await visit(path.slice(1).replaceAll('/', '-'), desk.page);
  }
  await desk.finish();
}

/** The sections there are, read off the overview: a new one is visited without a line here. */
async function settingsPaths(desk: Desk): Promise<readonly string[]> {
  const links = desk.page.locator('a[href^="/settings/"]');
  await links.first().waitFor();
  const paths = await links.evaluateAll((found) =>
    found.map((link) => link.getAttribute('href') ?? ''),
  );
  return [...new Set(paths)];
}

/** What customers and people at the door see. */
export async function visitOutside(
  servers: { readonly furnished: Furnished; readonly fresh: FreshDesk },
  browser: Browser,
  look: Look,
): Promise<void> {
  const { furnished, fresh } = servers;
  const { language, visit, ...rest } = look;
  const { page, close } = await openPage(browser, { ...rest, locale: language });
  const goTo = async (url: string): Promise<void> => {
    await page.goto(url);
    await page.getByRole('heading').first().waitFor();
  };
  await goTo(`${furnished.url}/sign-in`);
  await visit('sign-in', page);
  await goTo(`${furnished.url}/reset-password`);
  await visit('reset-password', page);
  await goTo(furnished.rateUrl);
  await visit('rate', page);
  await goTo(`${furnished.url}/rate/none`);
  await visit('rate-wrong-link', page);
  const dir = language === 'ar' ? '&dir=rtl' : '';
  const demo = `key=${furnished.chatKey}&language=${language}${dir}`;
  await goTo(`${furnished.url}/widget/demo.html?${demo}`);
  // The page has a button of its own with these words; that of the chat can be open or closed.
  await page.locator('button[aria-expanded]').click();
  await page.frameLocator('iframe').getByRole('textbox').first().waitFor();
  await visit('widget', page);
  await page
    .context()
    .addCookies([...fresh.jar].map(([name, value]) => ({ name, value, url: fresh.url })));
  await goTo(`${fresh.url}/setup`);
  await visit('setup', page);
  await close();
}
