import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { calendarDetail, calendarOutlook, calendarRow } from '#contract/calendar.ts';
import {
  holidayCountry,
  holidayFeed,
  holidayFeedReading,
  holidayReading,
} from '#contract/holiday.ts';
import { withChange } from '#domain/sla/holiday-days.ts';
import { icsOf, openHolidayAddress } from '#harness/holiday-address.ts';
import { openWorld } from '#harness/world.ts';
import { createHolidayReader } from './holiday-reader.ts';

const { host, url: address, answer: elsewhere } = await openHolidayAddress();
const world = await openWorld({ outboundHosts: [host] });
const { ada, minh, hoa } = world;
const readings = '/api/v1/holiday-readings';

async function officeHours() {
  const answer = await ada.browser.get('/api/v1/calendars');
  const [first] = z.object({ items: z.array(calendarRow) }).parse(answer.body).items;
  assert.ok(first);
  return first;
}

const fieldsOf = (answer: { readonly body: unknown }): string[] =>
  z
    .object({ fields: z.array(z.object({ path: z.string(), code: z.string() })) })
    .parse(answer.body)
    .fields.map(({ path, code }) => `${path} ${code}`);

test('countries are listed to everybody at the desk; only admins and managers read holidays', async () => {
  const answer = await hoa.browser.get('/api/v1/holiday-countries');
  const { items } = z.object({ items: z.array(holidayCountry) }).parse(answer.body);
  assert.ok(items.length > 150);
  const from = { kind: 'country', country: 'VN' };
  assert.equal((await hoa.browser.post(readings, { from })).status, 403);
  assert.equal((await minh.browser.post(readings, { from })).status, 200);
});

test('a country proposes its days of the chosen years, in the language asked for', async () => {
  const answer = await ada.browser.post(readings, {
    from: { kind: 'country', country: 'VN' },
    years: [2026],
    language: 'vi',
  });
  const { items } = holidayReading.parse(answer.body);
  const tet = items.find(({ origin }) => origin === 'announced');
  assert.ok(tet?.entry.kind === 'closed');
  assert.equal(tet.entry.holiday.name, 'Tết Nguyên đán');
  assert.deepEqual(tet.entry.holiday.on, { kind: 'range', from: '2026-02-16', to: '2026-02-20' });
  assert.notEqual(tet.source, null);
  assert.ok(items.every(({ year }) => year === 2026));
});

test('a country or region that is not known is refused', async () => {
  const ask = (country: string, region: string | null) =>
    ada.browser.post(readings, { from: { kind: 'country', country, region } });
  for (const answer of [await ask('XX', null), await ask('GB', 'nowhere')]) {
    assert.equal(answer.status, 422);
    assert.equal(answer.body['code'], 'reference_not_found');
  }
});

test('a text is read for the years of today unless some are named', async () => {
  const text = icsOf(['Tết', '20260217'], ['Tết', '20270206'], ['Tết', '20300202']);
  const answer = await ada.browser.post(readings, { from: { kind: 'text', text } });
  const { items, name, leftOutCount } = holidayReading.parse(answer.body);
  assert.deepEqual([items.length, name, leftOutCount], [2, 'Office days', 1]);
  const later = await ada.browser.post(readings, { from: { kind: 'text', text }, years: [2030] });
  assert.equal(holidayReading.parse(later.body).items[0]?.year, 2030);
});

test('a text with faults is refused with every line and reason', async () => {
  const text = icsOf(['Tết', '20261399'], ['Labour Day', '20260501'], ['Leap', '20270229']);
  const answer = await ada.browser.post(readings, { from: { kind: 'text', text } });
  assert.equal(answer.status, 422);
  assert.equal(answer.body['code'], 'holiday_file_invalid');
  assert.deepEqual(fieldsOf(answer), ['lines.5 date_malformed', 'lines.13 date_malformed']);
  const zone = await ada.browser.post(readings, {
    from: { kind: 'text', text: icsOf(['Tết', '20260217']) },
    timeZone: 'Mars/Olympus',
  });
  assert.deepEqual(fieldsOf(zone), ['timeZone time_zone_unknown']);
});

test('a rule that turns in circles costs its reader, and nobody waits for it', async () => {
  const reader = createHolidayReader({ readMsMax: 1 });
  const answer = await reader.ical({ text: icsOf(), timeZone: 'UTC', years: [2026] });
  assert.deepEqual(answer, {
    ok: false,
    problems: [{ code: 'took_too_long', line: 1, value: '' }],
  });
});

test('an address must be public and secure, and must answer with a calendar', async () => {
  const refusedFor = async (url: string) => {
    const answer = await ada.browser.post(readings, { from: { kind: 'address', url } });
    assert.equal(answer.status, 422, url);
    return answer.body;
  };
  for (const url of [
    'http://calendar.example/a.ics',
    'https://127.0.0.1/a.ics',
    'https://[::1]/a.ics',
    'webcal://169.254.169.254/latest',
    'file:///etc/passwd',
    'no address',
  ]) {
    assert.equal((await refusedFor(url))['code'], 'address_refused', url);
  }
  elsewhere.status = 404;
  const gone = await refusedFor(address);
  assert.equal(gone['code'], 'holiday_address_unreadable');
  assert.equal(gone['detail'], 'The address answered 404.');
  elsewhere.status = 302;
  elsewhere.location = 'http://127.0.0.1:1/inner';
  assert.equal((await refusedFor(address))['code'], 'address_refused', 'a redirect is checked too');
  elsewhere.location = null;
  elsewhere.status = 200;
  elsewhere.body = '<html>Sign in</html>';
  assert.equal((await refusedFor(address))['code'], 'holiday_file_invalid');
  elsewhere.body = 'x'.repeat(3 * 1024 * 1024);
  const huge = await refusedFor(address);
  assert.equal(huge['code'], 'holiday_address_unreadable');
});

test('an address is kept once it has been read, and says what changed when it is read again', async () => {
  const calendar = await officeHours();
  const url = `/api/v1/calendars/${calendar.id}/holiday-feeds`;
  elsewhere.body = 'no calendar';
  assert.equal((await minh.browser.post(url, { url: address })).status, 422);
  assert.deepEqual(
    (await minh.browser.get(url)).body['items'],
    [],
    'nothing is saved on bad input',
  );

  elsewhere.body = icsOf(['Tết', '20270206'], ['Founding day', '20270401']);
  const added = await minh.browser.post(url, { url: address });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  const first = holidayFeedReading.parse(added.body);
  assert.equal(first.feed.name, 'Office days');
  assert.deepEqual(
    first.changes.map(({ name, added: days }) => `${name} ${days.join(' ')}`),
    ['Tết 2027-02-06', 'Founding day 2027-04-01'],
  );
  assert.equal((await minh.browser.post(url, { url: address })).body['code'], 'conflict');

  const { document } = calendar.current;
  const holidays = first.changes.reduce(
    (list, change) => withChange(list, change, first.feed.id),
    document.holidays as Parameters<typeof withChange>[0],
  );
  const saved = await minh.browser.post(`/api/v1/calendars/${calendar.id}/versions`, {
    document: { ...document, holidays },
    version: calendar.current.version,
  });
  assert.equal(saved.status, 201, JSON.stringify(saved.body));
  const own = calendarDetail.parse(saved.body).current.document.holidays;
  assert.ok(own.some(({ feedId, name }) => feedId === first.feed.id && name === 'Tết'));

  elsewhere.body = icsOf(['Tết', '20270207'], ['Founding day', '20270401']);
  await world.advance('PT1H');
  const again = await minh.browser.post(`${url}/${first.feed.id}/readings`, {});
  const second = holidayFeedReading.parse(again.body);
  assert.deepEqual(second.changes, [
    { name: 'Tết', closedHours: 'whole_day', added: ['2027-02-07'], gone: ['2027-02-06'] },
  ]);
  assert.ok(second.feed.readAt > first.feed.readAt);
  const unchanged = await officeHours();
  assert.equal(
    unchanged.current.version,
    calendar.current.version + 1,
    'reading publishes nothing',
  );

  elsewhere.status = 500;
  const failed = await minh.browser.post(`${url}/${first.feed.id}/readings`, {});
  assert.equal(failed.body['code'], 'holiday_address_unreadable');
  const { items } = z
    .object({ items: z.array(holidayFeed) })
    .parse((await ada.browser.get(url)).body);
  assert.equal(items[0]?.readAt, second.feed.readAt);
  elsewhere.status = 200;

  assert.equal((await hoa.browser.get(url)).status, 403, 'an address may hold a key');
  assert.equal((await minh.browser.delete(`${url}/${first.feed.id}`)).status, 204);
  assert.equal((await minh.browser.delete(`${url}/${first.feed.id}`)).status, 404);
  assert.ok((await officeHours()).current.document.holidays.some(({ name }) => name === 'Tết'));
});

test('keeping and forgetting an address is in the audit log, without the address', async () => {
  const answer = await ada.browser.get('/api/v1/audit?action=calendar&limit=100');
  const text = JSON.stringify(answer.body);
  assert.ok(text.includes('calendar.feed_added') && text.includes('calendar.feed_removed'));
  assert.ok(!text.includes('secret'));
});

test('feeds of a calendar that is not there are not found', async () => {
  const nobody = '00000000-0000-7000-8000-000000000000';
  const url = `/api/v1/calendars/${nobody}/holiday-feeds`;
  assert.equal((await ada.browser.get(url)).status, 404);
  assert.equal((await ada.browser.post(url, { url: address })).status, 404);
  assert.equal((await ada.browser.post(`${url}/${nobody}/readings`, {})).status, 404);
});

test('a draft says what is open when before it is saved; one with faults is refused', async () => {
  const { document } = (await officeHours()).current;
  const draft = {
    ...document,
    holidays: [
      {
        name: 'Office move',
        on: { kind: 'dates', dates: ['2026-03-03'] },
        closedHours: 'whole_day',
      },
    ],
  };
  const url = '/api/v1/calendar-outlooks';
  const answer = await hoa.browser.post(url, { document: draft, weeks: 2 });
  const { weeks, changes } = calendarOutlook.parse(answer.body);
  assert.equal(weeks.length, 2);
  const day = weeks[0]?.days.find(({ date }) => date === '2026-03-03');
  assert.deepEqual(day?.reasons, [{ kind: 'holiday', name: 'Office move' }]);
  assert.equal(day.openMinutes, 0);
  assert.equal(changes[0]?.kind, 'closes');
  const bad = await hoa.browser.post(url, { document: { ...document, timeZone: 'Mars/Olympus' } });
  assert.equal(bad.body['code'], 'calendar_invalid');
  assert.deepEqual(fieldsOf(bad), ['timeZone time_zone_unknown']);
});
