import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeMarker } from '#domain/escalation/brief.ts';
import { reasonCodes } from '#domain/escalation/escalation.ts';
import { whyCodes } from '#domain/routing/why.ts';
import { languages } from '#locales/languages.ts';
import { loadDesk } from '#locales/load.ts';
import { createTranslator } from '#locales/message-format.ts';
import { createFormatWith } from '../../lib/format-with.ts';
import { briefWords, followsWords, stepWords, whyWords } from './words.ts';

const t = createTranslator('en', await loadDesk('en'));
const format = createFormatWith(t, 'UTC');

test('every reason of routing can be said in every language', async () => {
  for (const { code: language } of languages) {
    const words = createTranslator(language, await loadDesk(language));
    for (const code of whyCodes) {
      const [said] = whyWords(words, [{ code, values: { subject: 'Minh' } }]);
      assert.ok(said, `${language} ${code}`);
      assert.ok(!said.includes('{'), said);
    }
  }
});

test('a reason of a later release is left out, and known ones are said by name', () => {
  assert.deepEqual(whyWords(t, [{ code: 'of_a_later_release', values: {} }]), []);
  const role = { code: 'role_match', values: { subject: 'manager' } };
  assert.deepEqual(whyWords(t, [role]), ['Has the role: Manager']);
  const language = { code: 'language_match', values: { subject: 'vi' } };
  assert.deepEqual(whyWords(t, [language]), ['Speaks the language: Vietnamese']);
});

test('a step that names nobody yet is worded; a proper name stays as it is', () => {
  assert.equal(stepWords(t, '@on_call Billing'), 'On call at Billing');
  assert.equal(stepWords(t, '@team_lead'), 'The team lead');
  assert.equal(stepWords(t, '@manager'), 'A manager');
  assert.equal(stepWords(t, 'L2 Billing'), 'L2 Billing');
  assert.equal(stepWords(t, '@nothing we know'), '@nothing we know');
});

test('what a rule drafted is worded for the reader, what a person wrote is not touched', () => {
  const needed = new Set<string>();
  for (const reason of reasonCodes) {
    needed.add(briefWords(t, format, writeMarker({ code: 'needed', values: { reason } })));
  }
  assert.equal(needed.size, reasonCodes.length);
  const replied = writeMarker({ code: 'replied', values: { last: '2026-03-02T02:00:00Z' } });
  assert.match(briefWords(t, format, replied), /Mar 2, 2026/);
  assert.equal(briefWords(t, format, '@brief/unknown'), '@brief/unknown');
  assert.equal(briefWords(t, format, 'Her refund'), 'Her refund');
});

test('what follows names who is asked and for how long', () => {
  const event = { at: '2026-03-02T02:00:00Z', metric: null, who: ['Ada', '@manager'] };
  const offered = { ...event, kind: 'hop_offered', detail: { acknowledgeMinutes: 90 } };
  assert.equal(followsWords(t, format, offered), 'Ada and A manager — 1 h 30 m to accept');
  assert.equal(followsWords(t, format, { ...event, kind: 'snooze_ends', detail: {} }), null);
});
