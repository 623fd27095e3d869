import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { deskSize, openBrowser, phoneSize } from '#harness/browser.ts';
import { openFreshServer } from '#harness/real-server.ts';
import { untilDrawn } from '../tests/e2e/audit.ts';
import { walkBreach } from '../tests/e2e/breach-walk.ts';
import { walkCalendar } from '../tests/e2e/calendar-walk.ts';
import { walkTicket } from '../tests/e2e/ticket-walk.ts';
import { openFurnished, visitInbox, visitOutside, visitScreens } from '../tests/e2e/places.ts';

/*
 * Takes a picture of every place into tests/screenshots, for people to look at: from left to right
 * and from right to left, in light and dark, on a desk and on a phone. Build the pages before.
 *
 *   node tools/screenshots.ts
 *   node tools/screenshots.ts --only phone --only desk-ar
 */
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] } },
});
const folder = join(import.meta.dirname, '../tests/screenshots');

const looks = [
  { name: 'desk-en', language: 'en', size: deskSize, scheme: 'light' },
  { name: 'desk-ar', language: 'ar', size: deskSize, scheme: 'light' },
  { name: 'dark-en', language: 'en', size: deskSize, scheme: 'dark' },
  { name: 'desk-th', language: 'th', size: deskSize, scheme: 'light' },
  { name: 'phone-vi', language: 'vi', size: phoneSize, scheme: 'light' },
] as const;

const wanted = looks.filter(
  ({ name }) => values.only.length === 0 || values.only.some((word) => name.startsWith(word)),
);

// As a test, since what it starts is stopped at the end of one.
void test('pictures of all places', async () => {
  const browser = await openBrowser();
  const furnished = await openFurnished();
  const server = await openFreshServer();
  const fresh = { url: server.url, jar: await server.signIn() };
  for (const { name: look, ...rest } of wanted) {
    mkdirSync(join(folder, look), { recursive: true });
    const visit = async (name: string, page: Page): Promise<void> => {
      await untilDrawn(page, name);
      await page.screenshot({ path: join(folder, look, `${name}.png`) });
    };
    const asked = { ...rest, isTouch: rest.size === phoneSize, visit };
    await visitOutside({ furnished, fresh }, browser, asked);
    await visitScreens(furnished, browser, asked);
    await visitInbox(furnished, browser, asked);
    for (const walk of [walkCalendar, walkTicket, walkBreach]) await walk(browser, asked);
    console.log(`took ${look}`);
  }
});
