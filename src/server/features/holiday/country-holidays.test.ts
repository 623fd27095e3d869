import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayMs } from '#domain/kernel/instant.ts';
import { epochDayOf } from '#domain/sla/local-date.ts';
import { announcedYears } from './announced-days.ts';
import { readCountries, readCountry } from './country-holidays.ts';

function proposalsOf(country: string, years: readonly number[], region: string | null = null) {
  const reading = readCountry({ country, region, years, language: 'en' });
  assert.ok(reading);
  return reading.items;
}

/** Days off for all, one line each: name, days, how it is known. */
function daysOff(country: string, years: readonly number[]): string[] {
  return proposalsOf(country, years)
    .filter(({ category }) => category === 'public' || category === 'bank')
    .map(({ entry, origin }) => {
      if (entry.kind === 'worked') return `${entry.day.name} worked ${entry.day.date} ${origin}`;
      const { name, on } = entry.holiday;
      const days =
        on.kind === 'range' ? `${on.from}/${on.to}` : on.kind === 'dates' ? on.dates.join(' ') : '';
      return `${name} ${days} ${origin}`;
    });
}

test('every country has a code and a name, and those asked for are among them', () => {
  const countries = readCountries();
  const codes = countries.map(({ code }) => code);
  for (const code of ['VN', 'TH', 'SA', 'AE', 'TW', 'CN', 'US', 'GB'])
    assert.ok(codes.includes(code));
  assert.ok(codes.every((code) => /^[A-Z]{2}$/.test(code)));
  const regions = countries.find(({ code }) => code === 'GB')?.regions.map(({ code }) => code);
  assert.ok(regions?.includes('SCT'));
});

test('each of the eight countries proposes days off in both years, without asking twice for a day', () => {
  for (const country of ['VN', 'TH', 'SA', 'AE', 'TW', 'CN', 'US', 'GB']) {
    for (const year of [2026, 2027]) {
      assert.ok(daysOff(country, [year]).length >= 4, `${country} ${year}`);
    }
  }
});

test('China 2026 is the published list with its make-up days, and 2027 has none made up', () => {
  const lines = daysOff('CN', [2026]);
  assert.ok(lines.includes('Spring Festival 2026-02-15/2026-02-23 announced'));
  assert.equal(lines.filter((line) => line.includes('worked')).length, 6);
  assert.ok(!lines.some((line) => line.endsWith('library')));
  const next = daysOff('CN', [2027]);
  assert.ok(next.includes('Spring Festival 2027-02-05/2027-02-08 convention'));
  assert.ok(!next.some((line) => line.includes('worked')));
});

test('the days of the Emirates are those of the resolution, not the older ones of the library', () => {
  const lines = daysOff('AE', [2026]);
  assert.ok(lines.includes('Arafat Day and Eid al-Adha 2026-05-26/2026-05-29 convention'));
  assert.ok(!lines.some((line) => /Ramadan|Mi'raj/.test(line)));
});

test('Tết, Songkran and the days by the moon are there where the library has none', () => {
  assert.ok(
    daysOff('VN', [2027]).includes('Tết (Lunar New Year) 2027-02-05/2027-02-09 convention'),
  );
  const thai = daysOff('TH', [2027]);
  assert.ok(thai.includes('Makha Bucha 2027-02-21 convention'));
  assert.ok(thai.includes('Songkran 2027-04-13/2027-04-15 convention'));
  assert.equal(thai.filter((line) => line.includes('2027-04-14')).length, 0);
});

test('a holiday for some only is not proposed for all, and hours are hours', () => {
  const women = proposalsOf('CN', [2026]).find(
    ({ entry }) => entry.kind === 'closed' && entry.holiday.name.includes('Women'),
  );
  assert.equal(women?.category, 'optional');
  assert.equal(women?.note, 'Women');
  assert.ok(women?.entry.kind === 'closed');
  assert.deepEqual(women.entry.holiday.closedHours, [{ opens: '12:00', closes: '24:00' }]);
});

test('a region has days of its own; one that is not there has no answer', () => {
  const names = (region: string | null) =>
    proposalsOf('GB', [2026], region).map(({ entry }) =>
      entry.kind === 'closed' ? entry.holiday.name : '',
    );
  assert.ok(names('SCT').some((name) => name.includes('Andrew')));
  assert.ok(!names(null).some((name) => name.includes('Andrew')));
  const asked = { years: [2026], language: 'en' };
  assert.equal(readCountry({ country: 'GB', region: 'XX', ...asked }), null);
  assert.equal(readCountry({ country: 'XX', region: null, ...asked }), null);
});

test('holidays are named in the language asked for where it is known', () => {
  const names = (language: string) =>
    readCountry({ country: 'VN', region: null, years: [2026], language })?.items.map(({ entry }) =>
      entry.kind === 'closed' ? entry.holiday.name : '',
    );
  assert.ok(names('vi')?.includes('Tết Nguyên đán'));
  assert.ok(names('th')?.includes('Tết (Lunar New Year)'), 'English stands in');
});

test('every list names real dates of its year, and make-up days only where announced', () => {
  for (const { country, year, closed, worked, source } of announcedYears()) {
    for (const { from, to = from } of [...closed, ...(worked ?? [])].map((each) => ({
      to: each.from,
      ...each,
    }))) {
      const place = `${country} ${year} ${from}`;
      assert.ok(epochDayOf(from) !== null && epochDayOf(to) !== null && from <= to, place);
      assert.ok(from.startsWith(String(year)), place);
    }
    assert.ok(source.title !== '' && URL.canParse(source.url));
  }
  const made = announcedYears().filter(({ worked }) => worked !== undefined);
  assert.ok(made.every(({ origin }) => origin === 'announced'));
  for (const { date } of made.flatMap(({ worked }) =>
    (worked ?? []).map(({ from }) => ({ date: from })),
  )) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    assert.ok(weekday === 0 || weekday === 6, `${date} is of a weekend`);
  }
});

test('both Eids are the days that the Umm al-Qura calendar makes of the law', () => {
  const hijri = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  });
  const monthAndDay = (date: string, days = 0): string => {
    const parts = hijri.formatToParts(Date.parse(`${date}T00:00:00Z`) + days * dayMs);
    const of = (type: string) => parts.find((part) => part.type === type)?.value;
    return `${of('month')}-${of('day')}`;
  };
  for (const { country, closed } of announcedYears()) {
    if (country !== 'SA' && country !== 'AE') continue;
    const [fitr, adha] = closed.filter(({ names }) => names.en.includes('Eid'));
    assert.ok(fitr !== undefined && adha?.to !== undefined && fitr.to !== undefined);
    assert.equal(monthAndDay(fitr.from, -1), '9-29', `${country} ${fitr.from}`);
    if (country === 'AE') assert.equal(monthAndDay(fitr.to), '10-3');
    assert.deepEqual([monthAndDay(adha.from), monthAndDay(adha.to)], ['12-9', '12-12']);
  }
});
