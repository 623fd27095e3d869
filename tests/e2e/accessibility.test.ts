import { test } from 'node:test';
import { openBrowser } from '#harness/browser.ts';
import { openFreshServer } from '#harness/real-server.ts';
import { assertClean, audit } from './audit.ts';
import { openFurnished, visitDesk, visitOutside } from './places.ts';

const browser = await openBrowser();
const furnished = await openFurnished();
const server = await openFreshServer();
const fresh = { url: server.url, jar: await server.signIn() };

for (const language of ['en', 'ar'] as const) {
  test(`no place of the desk bars anybody, in ${language}, in light and dark`, async () => {
    const found: string[] = [];
    const visit = async (name: string, page: Parameters<typeof audit>[0]): Promise<void> => {
      found.push(...(await audit(page, `${name} in ${language}`)));
    };
    await visitDesk(furnished, browser, { language, visit });
    assertClean(found);
  });

  test(`nor does a page that customers see, in ${language}, in light and dark`, async () => {
    const found: string[] = [];
    const visit = async (name: string, page: Parameters<typeof audit>[0]): Promise<void> => {
      found.push(...(await audit(page, `${name} in ${language}`)));
    };
    await visitOutside({ furnished, fresh }, browser, { language, visit });
    assertClean(found);
  });
}
