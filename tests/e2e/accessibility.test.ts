import { test } from 'node:test';
import { openBrowser } from '#harness/browser.ts';
import { openFreshServer } from '#harness/real-server.ts';
import { assertClean, auditor } from './audit.ts';
import { openFurnished, visitInbox, visitOutside, visitScreens } from './places.ts';

const browser = await openBrowser();
const furnished = await openFurnished();
const server = await openFreshServer();
const fresh = { url: server.url, jar: await server.signIn() };

for (const language of ['en', 'ar'] as const) {
  test(`the inbox bars nobody, in ${language}, in light and dark`, async () => {
    const { visit, found } = auditor(language);
    await visitInbox(furnished, browser, { language, visit });
    assertClean(found);
  });

  test(`no screen of the desk bars anybody, in ${language}, in light and dark`, async () => {
    const { visit, found } = auditor(language);
    await visitScreens(furnished, browser, { language, visit });
    assertClean(found);
  });

  test(`nor does a page for who is not signed in, in ${language}, in light and dark`, async () => {
    const { visit, found } = auditor(language);
    await visitOutside({ furnished, fresh }, browser, { language, visit });
    assertClean(found);
  });
}
