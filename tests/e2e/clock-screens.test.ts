import { test } from 'node:test';
import { openBrowser } from '#harness/browser.ts';
import { assertClean, auditor } from './audit.ts';
import { walkBreach } from './breach-walk.ts';
import { walkCalendar } from './calendar-walk.ts';
import { walkTicket } from './ticket-walk.ts';

const browser = await openBrowser();

const stories = [
  ['the hours of a year are set up, kept and brought to open tickets', walkCalendar],
  ['a ticket is opened by hand, promised, freed, merged and split', walkTicket],
  ['the report says where the time of a breached ticket went', walkBreach],
] as const;

for (const language of ['en', 'ar'] as const) {
  for (const [name, walk] of stories) {
    test(`${name}, and bars nobody, in ${language}`, async () => {
      const { visit, found } = auditor(language);
      await walk(browser, { language, visit });
      assertClean(found);
    });
  }
}
