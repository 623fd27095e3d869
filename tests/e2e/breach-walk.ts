import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { breachReport } from '#contract/breach-report.ts';
import { phoneSize } from '#harness/browser.ts';
import { openRealServer, type RealServer } from '#harness/real-server.ts';
import { createFormatWith } from '#web/lib/format-with.ts';
import { Desk, escaped } from './desk.ts';
import type { Look } from './places.ts';

/*
 * A ticket that nobody answers in time, and the report that says where its time went: in a queue, in
 * somebody's hands, offered to the second line and not yet taken.
 */

const subject = 'Where is my refund?';
const brief = { wants: 'The refund.', tried: 'Looked it up.', needed: 'A yes to the refund.' };

export async function walkBreach(browser: Browser, look: Look): Promise<void> {
  const { visit, ...rest } = look;
  const server = await openRealServer();
  const ticketId = await breach(server);
  const desk = await Desk.open(server, browser, { person: server.minh, at: '/', ...rest });
  const { page, t, dialog } = desk;
  const format = createFormatWith(t);
  const answer = page.waitForResponse((response) => /reports\/breaches\?/.test(response.url()));
  await desk.goTo('/reports');
  const report = breachReport.parse(await (await answer).json());
  const { parts, wall } = report;
  const sum = parts.reduce((whole, { figure }) => whole + figure.totalMs, 0);
  assert.equal(sum, wall.totalMs, 'every minute belongs to one part');
  const shown = parts.filter(({ figure }) => figure.totalMs > 0).map(({ part }) => part);
  assert.deepEqual(shown.toSorted(), ['handled', 'offered', 'queued']);

  const section = page.getByRole('region', { name: t('report.breach.title') });
  const table = section.getByRole('table', { name: t('report.breach.parts') });
  for (const { part, figure } of parts.filter(({ figure }) => figure.totalMs > 0)) {
    const row = table.getByRole('row').filter({ hasText: t(`report.breach.part.${part}`) });
    await desk.sees(format.span(figure.totalMs), row);
  }
  await assertFitsPhone(desk);
  await section.scrollIntoViewIfNeeded();
  await visit('breach-report', page);

  await openCycles(desk, section, report.cycles.count);
  await desk.sees(format.span(wall.totalMs), dialog);
  await visit('breach-cycles', page);
  await dialog.getByRole('link', { name: new RegExp(escaped(subject)) }).click();
  await page.waitForURL(new RegExp(`/inbox/all/${ticketId}`));
  await desk.ticket.getByText(subject).first().waitFor();
  await desk.finish();
}

/** Waits an hour in the queue and an hour with Sam, climbs, and breaches with the second line. */
async function breach(server: RealServer): Promise<string> {
  const { mailbox, belay, hoa, ada, sam, lan } = server;
  const from = { from: 'ines@customer.example', name: 'Ines' };
  await mailbox.deliver({ ...from, subject, text: 'I sent the shoes back three weeks ago.' });
  await belay.settle();
  const list = await hoa.browser.get('/api/v1/tickets?view=all');
  const [ticket] = list.body['items'] as { id: string }[];
  const url = `/api/v1/tickets/${ticket?.id}`;
  await ada.browser.patch(url, { ownerId: null });
  await server.advance('PT1H');
  await ada.browser.patch(url, { ownerId: sam.id });
  await server.advance('PT1H');
  const up = await sam.browser.post(`${url}/escalation`, { reason: 'needs_authority', brief });
  assert.equal(up.status, 201, JSON.stringify(up.body));
  await server.advance('PT10M');
  const page = await lan.browser.get(url);
  const { escalations } = page.body as { escalations: { hops: { id: string }[] }[] };
  const hopUrl = `${url}/hops/${escalations[0]?.hops[0]?.id}`;
  assert.equal((await lan.browser.put(`${hopUrl}/acknowledgement`)).status, 200);
  await server.advance('PT2H');
  return ticket?.id ?? '';
}

/** What is only read aloud stands in columns out of sight, and once made the page as wide as these. */
async function assertFitsPhone(desk: Desk): Promise<void> {
  const size = desk.page.viewportSize();
  await desk.page.setViewportSize(phoneSize);
  await desk.fits();
  await desk.page.setViewportSize(size ?? phoneSize);
}

async function openCycles(desk: Desk, section: Locator, count: number): Promise<void> {
  const { t, dialog } = desk;
  const name = new RegExp(escaped(t('report.breach.count', { count })));
  await section.getByRole('button', { name }).click();
  await desk.sees(t('report.breach.cycles.hint'), dialog);
}
