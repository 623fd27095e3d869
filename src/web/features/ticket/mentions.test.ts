/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findMentionable,
  type Mentionable,
  mentionAt,
  mentionsIn,
  seemsToCall,
} from './mentions.ts';

const people: readonly Mentionable[] = [
  { id: '1', kind: 'agent', name: 'Minh' },
  { id: '2', kind: 'agent', name: 'Minh Trần' },
  { id: '3', kind: 'agent', name: 'Hoà Nguyễn' },
  { id: '4', kind: 'team', name: 'Billing' },
];
const ids = (found: readonly Mentionable[]) => found.map(({ id }) => id);

test('An @ before the caret asks for names, one inside an address does not', () => {
  assert.deepEqual(mentionAt('please @mi', 10), { at: 7, typed: 'mi' });
  assert.deepEqual(mentionAt('@', 1), { at: 0, typed: '' });
  assert.equal(mentionAt('write to lan@example', 20), null);
  assert.equal(mentionAt('@minh\nand', 9), null);
});

test('Names are found without their marks, beginnings first', () => {
  assert.deepEqual(ids(findMentionable(people, 'hoa')), ['3']);
  assert.deepEqual(ids(findMentionable(people, 'tran')), ['2']);
  assert.deepEqual(ids(findMentionable(people, '')).length, 4);
});

test('A text mentions whom it names, the longer name before the shorter', () => {
  assert.deepEqual(ids(mentionsIn('@Minh Trần please, and @Billing', people)).toSorted(), [
    '2',
    '4',
  ]);
  assert.deepEqual(ids(mentionsIn('@Minh Trần and @Minh', people)).toSorted(), ['1', '2']);
  assert.deepEqual(ids(mentionsIn('Minh knows', people)), []);
});

test('A reply to a customer that calls a colleague or a team is noticed, however it is written', () => {
  assert.deepEqual(ids(seemsToCall('Refund is fine.\n@hoa can you book it?', people)), ['3']);
  assert.deepEqual(ids(seemsToCall('@billing, please', people)), ['4']);
  assert.deepEqual(ids(seemsToCall('(@Minh)', people)), ['1', '2']);
  const lin: Mentionable = { id: '5', kind: 'agent', name: '小林' };
  assert.deepEqual(ids(seemsToCall('@小林请看', [lin])), ['5']);
});

test('An address, another word and a name without its sign call nobody', () => {
  assert.deepEqual(ids(seemsToCall('Write to sales@billing.example', people)), []);
  assert.deepEqual(ids(seemsToCall('@minhaj wrote that', people)), []);
  assert.deepEqual(ids(seemsToCall('Minh looks after it, 3 @ 5 each', people)), []);
});
