import type { Browser, Locator } from 'playwright-core';
import { openRealServer } from '#harness/real-server.ts';
import { Desk, escaped } from './desk.ts';
import type { Look, Visit } from './places.ts';

/*
 * What is done with a ticket now and then: opened for somebody who called, given a deadline by hand
 * and freed of it, made part of another, and taken apart again.
 */

const written = { subject: 'Where is my refund?', text: 'I sent the shoes back three weeks ago.' };
const called = { subject: 'Ines called', text: 'She asks for the refund by Friday.' };
const splitOff = 'Refund by Friday';

type Walk = { readonly desk: Desk; readonly visit: Visit };

export async function walkTicket(browser: Browser, look: Look): Promise<void> {
  const { visit, ...rest } = look;
  const server = await openRealServer();
  await server.mailbox.deliver({ from: 'ines@customer.example', name: 'Ines', ...written });
  await server.belay.settle();
  const desk = await Desk.open(server, browser, { person: server.minh, at: '/inbox/all', ...rest });
  await desk.row(written.subject).waitFor();
  const walk = { desk, visit };
  await openByHand(walk);
  await setDeadline(walk);
  await takeDeadlineAway(walk);
  await merge(walk);
  await split(walk);
  await desk.finish();
}

/** The form comes at a key, keeps what is missing to itself until it is sent, and leads on. */
async function openByHand({ desk, visit }: Walk): Promise<void> {
  const { page, t, dialog } = desk;
  await desk.press('c');
  const customer = dialog.getByRole('combobox', { name: t('ticket.customer') });
  const subject = dialog.getByRole('textbox', { name: t('ticket.subject') });
  await customer.waitFor();
  // A list that is open hides all else from whoever listens.
  await desk.press('Tab');
  await desk.press('Control+Enter');
  await desk.sees(t('opening.customer.missing'), dialog);
  await visit('new-ticket-fault', page);
  await desk.choose(customer, 'Ines');
  await subject.fill(called.subject);
  await dialog.getByRole('radio', { name: t('opening.begin.said') }).press(' ');
  await dialog.getByRole('textbox', { name: t('opening.begin.said') }).fill(called.text);
  await visit('new-ticket', page);
  await desk.press('Control+Enter');
  await page.waitForURL(/\/inbox\/all\/[\w-]+/);
  await desk.sees(called.subject, desk.ticket);
  await desk.sees(called.text, desk.ticket);
}

/** Opens the sum behind the time of the first response. */
async function openClock({ page, t, dialog, ticket }: Desk): Promise<void> {
  const metric = new RegExp(escaped(t('common.metric.first_response')));
  await ticket
    .getByRole('list', { name: t('ticket.clocks') })
    .getByRole('button', { name: metric })
    .click();
  await dialog.getByText(t('ticket.sum.policy'), { exact: true }).waitFor();
  await page.getByRole('list', { name: t('ticket.sum.counts') }).waitFor();
}

const promised = 'Promised on the telephone';

async function setDeadline({ desk, visit }: Walk): Promise<void> {
  const { page, t, dialog } = desk;
  await openClock(desk);
  await visit('clock', page);
  await desk.button(t('ticket.deadline.set'), dialog).click();
  await dialog.getByLabel(t('ticket.clock.due')).fill('2026-03-04T10:30');
  await desk.button(t('common.save'), dialog).click();
  await desk.sees(t('error.reason_required'), dialog);
  await visit('deadline', page);
  await reason(desk).fill(promised);
  await desk.button(t('common.save'), dialog).click();
  await desk.isTold(t('ticket.deadline.done'));
  await dialog.waitFor({ state: 'detached' });
}

function reason({ dialog, t }: Desk): Locator {
  return dialog.getByRole('textbox', { name: t('ticket.deadline.reason') });
}

async function takeDeadlineAway({ desk, visit }: Walk): Promise<void> {
  const { page, t, dialog } = desk;
  await openClock(desk);
  await desk.sees(t('ticket.sum.byHand'), dialog);
  await desk.sees(promised, dialog);
  await visit('clock-by-hand', page);
  await desk.button(t('ticket.deadline.change'), dialog).click();
  await reason(desk).fill('She can wait.');
  await desk.button(t('ticket.deadline.clear'), dialog).click();
  await desk.isTold(t('ticket.deadline.cleared'));
  await dialog.waitFor({ state: 'detached' });
  await openClock(desk);
  await desk.seesNo(promised, dialog);
  await desk.closeDialog();
}

/** The call becomes part of the mail: one lands there, and what was said stands there. */
async function merge({ desk, visit }: Walk): Promise<void> {
  const { page, t, dialog, ticket } = desk;
  const source = new URL(page.url()).pathname;
  await desk.button(t('ticket.more'), ticket).click();
  await page.getByRole('menuitem', { name: t('ticket.merge') }).click();
  const other = dialog.getByRole('combobox', { name: t('ticket.merge.other', { name: 'Ines' }) });
  await desk.choose(other, 'refund');
  // What she said, and that Belay wrote to her of the new ticket.
  await desk.sees(t('ticket.merge.messages', { count: 2 }), dialog);
  await visit('merge', page);
  await desk.button(t('ticket.merge.send'), dialog).click();
  await dialog.waitFor({ state: 'detached' });
  await desk.sees(written.text, ticket);
  await desk.sees(called.text, ticket);
  await assertBeside(desk);
  await visit('merged', page);

  const target = new URL(page.url()).pathname;
  await desk.goTo(source);
  await ticket.getByRole('link', { name: /\d/ }).first().click();
  await page.waitForURL((url) => url.pathname === target);
}

/** The requests of the customer, where they stand beside the ticket, know of it too. */
async function assertBeside({ page, t }: Desk): Promise<void> {
  const requests = page.getByRole('region', { name: t('contact.tickets') });
  if (!(await requests.isVisible())) return;
  const merged = requests.getByRole('link', { name: new RegExp(escaped(called.subject)) });
  await merged.getByRole('img', { name: t('common.state.closed') }).waitFor();
}

/** What was said becomes a ticket of its own again, under another name. */
async function split({ desk, visit }: Walk): Promise<void> {
  const { page, t, dialog, ticket } = desk;
  const message = ticket.getByRole('listitem').filter({ hasText: called.text });
  await desk.button(t('ticket.split'), message).click();
  await dialog.getByRole('textbox', { name: t('ticket.subject') }).fill(splitOff);
  await visit('split', page);
  await desk.button(t('ticket.split'), dialog).click();
  await dialog.waitFor({ state: 'detached' });
  await desk.button(t('ticket.split.open')).click();
  await ticket.getByText(splitOff).first().waitFor();
  await desk.sees(called.text, ticket);
  await desk.seesNo(written.text, ticket);
}
