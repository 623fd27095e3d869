import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bodyOf,
  emptyOpening,
  faultsOf,
  hasEmail,
  isOpeningDraft,
  noChannel,
  reachKind,
} from './opening-draft.ts';

const whole = {
  ...emptyOpening,
  contact: { id: 'c1', name: 'Linh', email: 'linh@customer.example' },
  subject: ' Your delivery ',
  text: ' It will be late. ',
};

test('an address and a number are told apart, and anything else is neither', () => {
  const said = ['linh@customer.example', '+84 90 123 4567', '(028) 3822-9999', 'Linh', '12', 'a@b'];
  assert.deepEqual(said.map(reachKind), ['email', 'phone', 'phone', null, null, null]);
});

test('an empty form says all that is missing', () => {
  assert.deepEqual([...faultsOf(emptyOpening, 'ch')], ['contact', 'subject', 'text']);
  const isNew = { ...emptyOpening, isNewContact: true };
  assert.deepEqual([...faultsOf(isNew, 'ch')], ['name', 'reach', 'subject', 'text']);
  assert.deepEqual([...faultsOf(whole, 'ch')], []);
});

test('a message to the customer needs a channel, a note does not', () => {
  assert.deepEqual([...faultsOf(whole, noChannel)], ['channel']);
  assert.deepEqual([...faultsOf({ ...whole, begin: 'note' }, noChannel)], []);
});

test('what is sent says who begins: the customer, or the agent', () => {
  assert.deepEqual(bodyOf(whole, 'ch'), {
    contact: { id: 'c1' },
    subject: 'Your delivery',
    priority: 'normal',
    teamId: null,
    ownerId: null,
    channelId: 'ch',
    firstMessage: { kind: 'public', text: 'It will be late.' },
  });
  const call = {
    ...whole,
    isNewContact: true,
    name: 'An',
    reach: '090 123',
    begin: 'said',
  } as const;
  assert.deepEqual(bodyOf(call, noChannel), {
    contact: { phone: '090 123', name: 'An' },
    subject: 'Your delivery',
    priority: 'normal',
    teamId: null,
    ownerId: null,
    text: 'It will be late.',
  });
  assert.equal(bodyOf(emptyOpening, 'ch'), null);
});

test('mail reaches whoever has an address', () => {
  assert.equal(hasEmail(whole), true);
  assert.equal(hasEmail({ ...whole, contact: { id: 'c2', name: 'An', email: null } }), false);
  assert.equal(hasEmail({ ...whole, isNewContact: true, reach: '+84 90 123' }), false);
});

test('what this device kept is taken back only when it is whole', () => {
  assert.equal(isOpeningDraft(JSON.parse(JSON.stringify(whole))), true);
  assert.equal(isOpeningDraft({ subject: 'x' }), false);
  assert.equal(isOpeningDraft({ ...whole, begin: 'song' }), false);
});
