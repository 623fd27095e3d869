import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '#locales/translate.ts';
import { openBrowser } from '#harness/browser.ts';
import { openRealServer } from '#harness/real-server.ts';
import { Desk, escaped, withAny } from './desk.ts';

const browser = await openBrowser();
const subject = 'Where is my refund?';

for (const language of ['en', 'ar'] as const) {
  test(`a ticket left alone warns, breaches, escalates once and climbs, on desks in ${language}`, async () => {
    const server = await openRealServer();
    const opening = { at: '/inbox/all', language } as const;
    const lead = await Desk.open(server, browser, { ...opening, person: server.hoa });
    const manager = await Desk.open(server, browser, { ...opening, person: server.minh });
    const { t, page, ticket } = lead;
    const metric = t('common.metric.first_response');

    await server.mailbox.deliver({
      from: 'ines@customer.example',
      name: 'Ines',
      subject,
      text: 'I sent the shoes back three weeks ago.',
    });
    await lead.openByKeys(subject);
    const ticketId = await lead.row(subject).getAttribute('data-ticket');
    await server.ada.browser.patch(`/api/v1/tickets/${ticketId}`, { ownerId: server.sam.id });
    await lead.sees('Sam', ticket);
    const breaches = withAny((who) => t('ticket.future.clock_breached.escalates', { metric, who }));
    await lead.sees(breaches, ticket);

    // Four working hours to the first response; at four fifths of them the lead is warned.
    await server.advance('PT3H15M');
    await lead.hears(t('notification.about.clock_warning', { metric }));
    await lead.press('Escape');

    await server.advance('PT46M');
    await manager.hears(t('notification.about.clock_breached', { metric }));
    const started = t('ticket.event.escalation.started.automatic');
    await lead.sees(started, ticket);
    await lead.sees(new RegExp(escaped(t('ticket.why.clock', { metric }))), ticket);
    const rule = translator('en')('setup.rule.clock_breach');
    await lead.sees(new RegExp(escaped(t('ticket.why.rule', { rule }))), ticket);
    await lead.sees(t('escalation.waitsFor', { name: 'Hoa' }), ticket);
    const next = withAny((minutes) => t('ticket.future.hop_offered', { who: 'Minh', minutes }));
    await lead.sees(next, ticket);

    // Nobody takes it on within the quarter of an hour: the next step of the path is asked.
    await server.advance('PT15M');
    await lead.sees(t('escalation.waitsFor', { name: 'Minh' }), ticket);
    await lead.sees(t('ticket.event.hop.ended.timed_out', { receiver: 'Hoa' }), ticket);
    await manager.sees(t('notification.about.hop_offered.rule'), manager.dialog);
    await manager.press('Escape');
    await page.getByRole('tab', { name: t('ticket.tab.everything') }).click();
    await lead.sees(t('ticket.event.clock.breached.now', { metric }), ticket);
    assert.equal(await ticket.getByText(started).count(), 1, 'it escalates once');

    await manager.goTo('/inbox/escalated_to_me');
    await manager.openByKeys(subject);
    await manager.button(t('escalation.accept')).waitFor();
    await manager.press('w');
    await lead.sees(t('escalation.hasIt', { name: 'Minh' }), ticket);
    await lead.finish();
    await manager.finish();
  });
}
