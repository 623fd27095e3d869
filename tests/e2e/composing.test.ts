import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '#harness/browser.ts';
import { openRealServer } from '#harness/real-server.ts';
import { Desk, until } from './desk.ts';

const browser = await openBrowser();
const narrowDesk = { width: 1280, height: 800 };
const subject = 'Where is my refund?';

/** A desk on which the ticket of a customer's mail is open. */
async function openTicket() {
  const server = await openRealServer();
  await server.mailbox.deliver({
    from: 'ines@customer.example',
    name: 'Ines',
    subject,
    text: 'Hm?',
  });
  const desk = await Desk.open(server, browser, { person: server.sam, at: '/inbox/all' });
  await desk.openByKeys(subject);
  return { server, desk };
}

test('after a reply is sent, keys work the ticket, and a call to a colleague stays inside', async () => {
  const { server, desk } = await openTicket();
  const { t, page } = desk;
  await desk.writeReply('We look into it.');
  await desk.press('Control+Enter');
  await desk.hasSent();

  await desk.press('x');
  const note = page.getByRole('textbox', { name: t('ticket.note.label') });
  await until(() => note.evaluate((box) => box === document.activeElement), 'the note is open');
  await page.keyboard.insertText('Nothing yet');
  assert.equal(await note.inputValue(), 'Nothing yet', 'the key itself is no part of the note');
  await desk.press('Escape');

  await desk.press('r');
  await desk.replyBox.waitFor();
  await desk.writeReply('@Lan can you book it?');
  await desk.press('Control+Enter');
  await desk.sees(t('ticket.called', { names: 'Lan' }));
  await desk.press('Enter');
  await until(async () => (await note.inputValue()).includes('@Lan'), 'the words are a note');
  await desk.press('Control+Enter');
  await desk.sees('@Lan can you book it?', desk.ticket);
  await server.advance('PT1M');
  await server.smtp.waitForMail(({ mail }) => mail.text.includes('We look into it.'));
  const isTold = server.smtp.mails.some(({ mail }) => mail.text.includes('@Lan can you'));
  assert.ok(!isTold, 'the customer never reads it');
  await desk.finish();
});

test('the issue type is set by key, from the menu and in words of one’s own', async () => {
  const { server, desk } = await openTicket();
  const { t, page } = desk;
  await desk.press('t');
  await page.getByRole('menuitem', { name: 'refund' }).click();
  await desk.button('refund', desk.ticket).waitFor();
  await desk.press('t');
  await page.keyboard.insertText('Warranty');
  await page
    .getByRole('menuitem', { name: t('ticket.issueType.own', { name: 'Warranty' }) })
    .click();
  await desk.button('Warranty', desk.ticket).waitFor();
  const list = await server.sam.browser.get('/api/v1/tickets?view=all&issueType=Warranty');
  assert.ok(JSON.stringify(list.body).includes(subject));
  await desk.finish();
});

for (const language of ['en', 'ar'] as const) {
  test(`on a small desk in ${language} the tabs are whole and an escalation leaves room to read`, async () => {
    const server = await openRealServer();
    const look = { at: '/inbox/all', language, size: narrowDesk } as const;
    await server.mailbox.deliver({
      from: 'ines@customer.example',
      name: 'Ines',
      subject,
      text: 'I sent the shoes back three weeks ago.',
    });
    await server.advance('PT4H1M');
    const admin = await Desk.open(server, browser, { ...look, person: server.ada });
    await admin.openByKeys(subject);
    for (const tab of ['ticket.tab.conversation', 'ticket.tab.everything'] as const) {
      const isWhole = await admin.page.getByRole('tab', { name: admin.t(tab) }).evaluate((each) => {
        const list = each.parentElement;
        return list !== null && list.scrollWidth <= list.clientWidth;
      });
      assert.ok(isWhole, tab);
    }
    const why = admin.page.getByRole('region', { name: admin.t('escalation.why') });
    await admin.sees(admin.t('escalation.waitsFor', { name: 'Minh' }), admin.ticket);
    assert.equal(await why.isVisible(), false, 'it is folded for who is not asked');
    const asked = await Desk.open(server, browser, { ...look, person: server.minh });
    await asked.openByKeys(subject);
    await asked.page.getByRole('region', { name: asked.t('escalation.why') }).waitFor();
    const panel = asked.page.getByRole('region', { name: asked.t('escalation.title') }).first();
    const [tall, whole] = await Promise.all([
      panel.evaluate((each) => each.clientHeight),
      asked.page.locator('[data-timeline]').evaluate((each) => each.clientHeight),
    ]);
    assert.ok(tall <= whole * 0.62, `${tall} of ${whole}`);
    await admin.finish();
    await asked.finish();
  });
}

test('what is written on a ticket of the API is kept for its program, and does not claim to be sent', async () => {
  const server = await openRealServer();
  const made = await server.sam.browser.post('/api/v1/tickets', {
    contact: { email: 'ines@customer.example', name: 'Ines' },
    subject,
    text: 'Where is it?',
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const desk = await Desk.open(server, browser, { person: server.sam, at: '/inbox/all' });
  await desk.openByKeys(subject);
  await desk.writeReply('It comes on Monday.');
  await desk.press('Control+Enter');
  await desk.sees(desk.t('ticket.delivery.kept'), desk.ticket);
  await desk.seesNo(desk.t('ticket.delivery.sent'), desk.ticket);
  await desk.finish();
});

test('a form says in the words of the desk what it misses, and a new policy reproaches nobody', async () => {
  const server = await openRealServer();
  const look = { at: '/settings/teams', language: 'vi' } as const;
  const desk = await Desk.open(server, browser, { ...look, person: server.ada });
  const { t } = desk;
  await desk.button(t('people.team.add')).first().click();
  await desk.button(t('common.create'), desk.dialog).click();
  await desk.sees(t('common.field.missing'), desk.dialog);
  await desk.goTo('/settings/policies/new-customer');
  await desk.sees(t('sla.policy.new'));
  await desk.seesNo(t('sla.problem.name_missing'));
  await desk.finish();
});
