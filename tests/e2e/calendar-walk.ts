import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { intlTag } from '#locales/languages.ts';
import { icsOf, openHolidayAddress } from '#harness/holiday-address.ts';
import { openRealServer, type RealServer } from '#harness/real-server.ts';
import { Desk, until, withAny } from './desk.ts';
import type { Look, Visit } from './places.ts';

/*
 * A year's hours as somebody sets them up: the week by keys, holidays of a country, of a file and of
 * an address, a day of one's own; what comes of it, kept, and brought to the tickets that are open.
 */

const own = { name: 'Founding day', date: '2026-03-04' };
const ofFile = 'Stocktaking';
const ofAddress = 'Office party';

type Walk = { readonly desk: Desk; readonly visit: Visit };

export async function walkCalendar(browser: Browser, look: Look): Promise<void> {
  const { visit, ...rest } = look;
  const elsewhere = await openHolidayAddress();
  const server = await openRealServer([elsewhere.host]);
  await openTicket(server);
  const at = '/settings/calendars';
  const desk = await Desk.open(server, browser, { person: server.ada, at, ...rest });
  const walk = { desk, visit };
  const { page, t } = desk;
  await desk.page.getByRole('link', { name: 'Office hours' }).click();
  await page.getByRole('heading', { name: 'Office hours', level: 1 }).waitFor();

  const hasPainter = await page.getByRole('grid').isVisible();
  if (hasPainter) await paintSaturday(desk);
  const country = await takeCountry(walk);
  await takeFile(walk);
  elsewhere.answer.body = icsOf([ofAddress, '20260313']);
  await takeAddress(walk, elsewhere.url);
  await addOwn(desk);
  await assertForeseen(walk, [country, ofFile, ofAddress, own.name]);
  await tryOut(walk);

  await save(desk);
  await desk.isTold(t('common.saved'));
  await page.reload();
  await desk.sees(t('settings.version', { version: 2 }));
  await assertKept(desk, [country, ofFile, ofAddress, own.name]);
  if (hasPainter) await assertSaturday(desk);

  elsewhere.answer.body = icsOf([ofAddress, '20260320']);
  await readAgain(walk);
  await applyToTickets(walk);
  await desk.finish();
}

/** A ticket whose clocks run by the calendar, so that a change of it moves something. */
async function openTicket(server: RealServer): Promise<void> {
  const { mailbox, belay } = server;
  const from = { from: 'ines@customer.example', name: 'Ines' };
  await mailbox.deliver({
    ...from,
    subject: 'Where is my refund?',
    text: 'I sent the shoes back.',
  });
  await belay.settle();
}

/** Opens Saturday morning with the keys; what Shift went over and came back from stays closed. */
async function paintSaturday(desk: Desk): Promise<void> {
  const { page, t } = desk;
  const onward = desk.language === 'ar' ? 'ArrowLeft' : 'ArrowRight';
  const back = desk.language === 'ar' ? 'ArrowRight' : 'ArrowLeft';
  const says = (from: string, to: string): Promise<void> => {
    const state = t('sla.calendar.open');
    return desk.sees(withAny((days) => t('sla.calendar.painted', { days, from, to, state })));
  };
  // One cell of the week is reached by Tab: Monday at nine.
  await page.locator('[role="gridcell"][tabindex="0"]').focus();
  for (let day = 0; day < 5; day += 1) await desk.press('ArrowDown');
  await desk.press(' ');
  await says('09:00', '09:30');
  for (let half = 0; half < 6; half += 1) await desk.press(`Shift+${onward}`);
  await desk.press('Shift+ArrowDown');
  await says('09:00', '12:30');
  await desk.press('Shift+ArrowUp');
  await desk.press(`Shift+${back}`);
  await says('09:00', '12:00');
  await assertSaturday(desk);
}

async function assertSaturday({ page }: Desk): Promise<void> {
  const open = page.locator('[role="gridcell"][aria-selected="true"]');
  const places = (day: number): Promise<(string | undefined)[]> =>
    open.evaluateAll(
      (cells, wanted) =>
        cells
          .map((cell) => (cell instanceof HTMLElement ? cell.dataset : {}))
          .filter((cell) => cell['day'] === String(wanted))
          .map((cell) => cell['slot']),
      day,
    );
  await until(async () => (await places(5)).join(' ') === '18 19 20 21 22 23', 'Saturday is open');
  assert.deepEqual(await places(6), [], 'Sunday is as it was');
}

/** Opens the dialog, and the way of taking holidays in. */
async function openImport({ desk }: Walk, way: 'byCountry' | 'byFile' | 'byAddress') {
  const { t, dialog } = desk;
  await desk.button(t('holiday.import')).click();
  await dialog.getByRole('tab', { name: t(`holiday.${way}`) }).click();
  const proposals = dialog.getByRole('region', { name: t('holiday.found') });
  return {
    proposals,
    show: () => desk.button(t('holiday.show'), dialog).click(),
    /** Takes the ticked ones into the draft. */
    add: async (count: number): Promise<void> => {
      await desk.button(t('holiday.add', { count }), dialog).click();
      await desk.isTold(t('holiday.added'));
      await dialog.waitFor({ state: 'detached' });
    },
  };
}

/** The holidays of Vietnam; yields the name of one that lies ahead, as the country says it. */
async function takeCountry(walk: Walk): Promise<string> {
  const { desk, visit } = walk;
  const { page, t, dialog } = desk;
  const { proposals, show, add } = await openImport(walk, 'byCountry');
  await visit('calendar-import', page);
  const names = new Intl.DisplayNames(intlTag(desk.language), { type: 'region' });
  await desk.choose(
    dialog.getByRole('combobox', { name: t('holiday.country') }),
    names.of('VN') ?? '',
  );
  await show();
  await proposals.waitFor();
  await visit('calendar-import-country', page);
  await desk.button(t('holiday.chooseNone'), proposals).click();
  assert.ok(await desk.button(t('holiday.add', { count: 0 }), dialog).isDisabled());
  await proposals.getByRole('button', { name: t('holiday.chooseAll'), exact: true }).click();
  const ticked = proposals.getByRole('checkbox', { checked: true });
  const count = await ticked.count();
  assert.ok(count > 5, `${count} holidays in two years`);
  // The first of May lies within what is foreseen, and is never moved.
  const may = proposals.getByRole('listitem').filter({ hasText: dayOf(desk, '2026-05-01') });
  const name = (await may.first().getByRole('checkbox').getAttribute('aria-label')) ?? '';
  const shown = name === '' ? await may.first().locator('label').first().innerText() : name;
  await add(count);
  return shown;
}

/** A file that is no calendar says where it goes wrong; the one after it is taken in. */
async function takeFile(walk: Walk): Promise<void> {
  const { desk, visit } = walk;
  const { t, dialog } = desk;
  const { proposals, show, add } = await openImport(walk, 'byFile');
  await dialog.getByLabel(t('holiday.text')).fill(icsOf([ofFile, '20261399']));
  await show();
  await desk.sees(t('holiday.line', { line: '5' }), dialog);
  await visit('calendar-import-fault', desk.page);
  await dialog.getByLabel(t('holiday.file')).setInputFiles({
    name: 'days.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from(icsOf([ofFile, '20260311'])),
  });
  await proposals.getByText(ofFile).waitFor();
  await add(1);
}

async function takeAddress(walk: Walk, url: string): Promise<void> {
  const { desk, visit } = walk;
  const { t, dialog } = desk;
  const { proposals, show, add } = await openImport(walk, 'byAddress');
  await dialog.getByRole('textbox', { name: t('holiday.address') }).fill(url);
  await show();
  await proposals.getByText(ofAddress).waitFor();
  await visit('calendar-import-address', desk.page);
  await add(1);
}

/** A day of one's own, under all that was taken in. */
async function addOwn(desk: Desk): Promise<void> {
  const { t } = desk;
  await desk.button(t('sla.calendar.addHoliday')).click();
  const row = holidays(desk).getByRole('listitem').last();
  await row.getByRole('textbox', { name: t('common.name') }).fill(own.name);
  await row.getByLabel(t('sla.calendar.date'), { exact: true }).fill(own.date);
}

function save({ page, t }: Desk): Promise<void> {
  return page.getByRole('button', { name: t('common.save'), exact: true }).click();
}

function sectionOf({ page }: Desk, title: string): Locator {
  return page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title, exact: true, level: 2 }) });
}

function holidays(desk: Desk): Locator {
  return sectionOf(desk, desk.t('sla.calendar.holidays'));
}

/** Each day is closed in what is foreseen, by its name. */
async function assertForeseen({ desk, visit }: Walk, names: readonly string[]): Promise<void> {
  const { page, t } = desk;
  const preview = sectionOf(desk, t('sla.calendar.preview'));
  await preview.getByRole('button', { name: t('sla.calendar.weeks') }).click();
  await page.getByRole('option', { name: t('sla.calendar.weekCount', { count: '13' }) }).click();
  for (const name of names) {
    const day = preview.getByRole('listitem').filter({ hasText: name }).first();
    await desk.sees(t('sla.calendar.closed'), day);
  }
  await visit('calendar-draft', page);
}

async function assertKept(desk: Desk, names: readonly string[]): Promise<void> {
  const fields = holidays(desk).getByRole('textbox', { name: desk.t('common.name') });
  const kept = await fields.evaluateAll((found) =>
    found.map((field) => (field instanceof HTMLInputElement ? field.value : '')),
  );
  for (const name of names) assert.ok(kept.includes(name), `${name} is in ${kept.join(', ')}`);
  await desk.sees(desk.t('holiday.feed.from', { name: 'Office days' }), holidays(desk));
}

/** What the draft would do to the open ticket. */
async function tryOut({ desk, visit }: Walk): Promise<void> {
  const { t, dialog } = desk;
  await desk.button(t('sla.preview')).click();
  await dialog.getByRole('table').waitFor();
  await visit('calendar-preview', desk.page);
  await desk.closeDialog();
}

/** The address has moved its day: the one goes, the other comes, when that is wished. */
async function readAgain({ desk, visit }: Walk): Promise<void> {
  const { t, dialog } = desk;
  await desk.button(t('holiday.feed.refreshOf', { name: 'Office days' })).click();
  await desk.sees(ofAddress, dialog);
  await desk.sees(t('holiday.changes.added', { days: dayOf(desk, '2026-03-20') }), dialog);
  await desk.sees(t('holiday.changes.gone', { days: dayOf(desk, '2026-03-13') }), dialog);
  await visit('calendar-changes', desk.page);
  await desk.button(t('holiday.add', { count: 1 }), dialog).click();
  await dialog.waitFor({ state: 'detached' });
  await save(desk);
  await desk.sees(t('settings.version', { version: 3 }));
}

/** The policy takes the new hours, then the clocks that run. */
async function applyToTickets({ desk, visit }: Walk): Promise<void> {
  const { t, dialog } = desk;
  await desk.button(t('sla.calendar.adopt')).click();
  await desk.button(t('sla.apply')).click();
  await dialog.getByRole('table').waitFor();
  await visit('calendar-apply', desk.page);
  await desk.button(t('sla.apply.run', { count: 1 }), dialog).click();
  await desk.sees(t('sla.apply.done', { count: 1 }), dialog);
  await dialog
    .getByRole('button', { name: t('common.close') })
    .last()
    .click();
  await dialog.waitFor({ state: 'detached' });
}

function dayOf({ language }: Desk, date: string): string {
  const style = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const format = new Intl.DateTimeFormat(intlTag(language), { ...style, timeZone: 'UTC' });
  return format.format(Date.parse(date));
}
