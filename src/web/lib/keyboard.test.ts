/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ariaKeysOf, capsOf, isSingleKey, strokeOf } from './key-binding.ts';
import { createKeyboard, type Press, type ShortcutSettings } from './keyboard.ts';

const idle = { isTyping: false, isInOverlay: false };
const typing = { isTyping: true, isInOverlay: false };
const overlay = { isTyping: false, isInOverlay: true };

function press(key: string, change: Partial<Press> = {}): Press {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  return {
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
    ...change,
  };
}

function desk(bindings: Readonly<Record<string, string>>, settings?: ShortcutSettings) {
  const ran: string[] = [];
  let nowMs = 0;
  const keyboard = createKeyboard(settings ?? { isOn: true, keys: {} }, () => nowMs);
  for (const [id, keys] of Object.entries(bindings)) {
    keyboard.register({ id, keys, label: id, scope: 'everywhere', run: () => ran.push(id) });
  }
  return {
    keyboard,
    ran,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('A plain key runs its shortcut, and stays silent while somebody types or a menu is open', () => {
  const { keyboard, ran } = desk({ reply: 'r' });
  assert.equal(keyboard.press(press('r'), idle), true);
  assert.equal(keyboard.press(press('r'), typing), false);
  assert.equal(keyboard.press(press('r'), overlay), false);
  assert.deepEqual(ran, ['reply']);
});

test('A key works on Arabic, Thai and Russian layouts by its place', () => {
  assert.equal(strokeOf(press('ق', { code: 'KeyR' })), 'r');
  assert.equal(strokeOf(press('พ', { code: 'KeyR' })), 'r');
  assert.equal(strokeOf(press('к', { code: 'KeyR', shiftKey: true })), 'Shift+r');
  assert.equal(strokeOf(press('؟', { code: 'Slash', shiftKey: true })), '?');
  assert.equal(strokeOf(press('ๅ', { code: 'Digit1' })), '1');
});

test('A key that an input method swallows runs nothing', () => {
  const { keyboard, ran } = desk({ reply: 'r' });
  keyboard.press(press('r', { isComposing: true }), idle);
  keyboard.press(press('Process', { code: 'KeyR', keyCode: 229 }), idle);
  assert.deepEqual(ran, []);
});

test('Ctrl and ⌘ combinations work while typing, and differ from the plain key', () => {
  const { keyboard, ran } = desk({ send: 'Mod+Enter', solve: 'Mod+Shift+Enter', open: 'Enter' });
  keyboard.press(press('Enter', { ctrlKey: true }), typing);
  keyboard.press(press('Enter', { metaKey: true, shiftKey: true }), typing);
  keyboard.press(press('Enter'), typing);
  assert.deepEqual(ran, ['send', 'solve']);
});

test('A letter names Shift, a sign does not, and AltGr types', () => {
  assert.equal(strokeOf(press('E', { shiftKey: true })), 'Shift+e');
  assert.equal(strokeOf(press('?', { code: 'Slash', shiftKey: true })), '?');
  assert.equal(strokeOf(press('[', { code: 'Digit8', ctrlKey: true, altKey: true })), '[');
  assert.equal(strokeOf(press('Shift', { shiftKey: true })), null);
});

test('A sequence waits a second for its next key', () => {
  const { keyboard, ran, wait } = desk({ inbox: 'g i', info: 'i' });
  assert.equal(keyboard.press(press('g'), idle), true);
  wait(900);
  keyboard.press(press('i'), idle);
  keyboard.press(press('g'), idle);
  wait(1100);
  keyboard.press(press('i'), idle);
  assert.deepEqual(ran, ['inbox', 'info']);
});

test('The shortcut that came last wins, and gives way when it leaves', () => {
  const { keyboard, ran } = desk({ list: 'r' });
  const leave = keyboard.register({
    id: 'ticket',
    keys: 'r',
    label: 'ticket',
    scope: 'ticket',
    run: () => ran.push('ticket'),
  });
  keyboard.press(press('r'), idle);
  leave();
  keyboard.press(press('r'), idle);
  assert.deepEqual(ran, ['ticket', 'list']);
});

test('A person can give a shortcut another key, take it away, or switch plain keys off', () => {
  const { keyboard, ran } = desk({ reply: 'r', note: 'x', palette: 'Mod+k' });
  keyboard.configure({ isOn: true, keys: { reply: 'y', note: '' } });
  for (const key of ['r', 'y', 'x']) keyboard.press(press(key), idle);
  assert.deepEqual(ran, ['reply']);
  keyboard.configure({ isOn: false, keys: {} });
  keyboard.press(press('r'), idle);
  keyboard.press(press('k', { ctrlKey: true }), idle);
  assert.deepEqual(ran, ['reply', 'palette']);
});

test('Bindings are drawn as caps and named for screen readers', () => {
  assert.deepEqual(capsOf('g i', false), [['G'], ['I']]);
  assert.deepEqual(capsOf('Mod+Shift+Enter', true), [['⌘', '⇧', '↵']]);
  assert.equal(ariaKeysOf('Mod+k', false), 'Control+k');
  assert.equal(ariaKeysOf('g i', false), undefined);
  assert.equal(isSingleKey('e'), true);
  assert.equal(isSingleKey('Mod+Enter'), false);
});
