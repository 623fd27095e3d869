/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timelineCodes } from '#domain/ticket/explain.ts';
import { translator } from '#locales/translate.ts';

/** They stand in the timeline as the message itself. */
const shownAsMessage = [
  'message.received',
  'message.received.automatic',
  'message.sent',
  'note.added',
  'call.logged',
  'call.logged.unanswered',
];

test('Everything that can happen to a ticket has its words', () => {
  const t = translator('en');
  const wordless = timelineCodes.filter(
    (code) => !shownAsMessage.includes(code) && !t.has(`ticket.event.${code}`),
  );
  assert.deepEqual(wordless, []);
});
