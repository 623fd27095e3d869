/// <reference types="node" />
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { DraftKeeper, type DraftName } from './draft-keeper.ts';

const name: DraftName = { ticketId: 't1', kind: 'public' };

function desk(context: TestContext) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  context.mock.method(console, 'warn', () => undefined);
  const device = new Map<string, string>();
  const saved: string[] = [];
  let isServerThere = true;
  const keeper = new DraftKeeper({
    save: async (_name, text) => {
      if (!isServerThere) throw new Error('away');
      saved.push(text);
    },
    remember: ({ ticketId, kind }, text) => {
      if (text === null) device.delete(`${ticketId}:${kind}`);
      else device.set(`${ticketId}:${kind}`, text);
    },
    recall: ({ ticketId, kind }) => device.get(`${ticketId}:${kind}`) ?? null,
  });
  const settle = async (ms: number) => {
    context.mock.timers.tick(ms);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    keeper,
    saved,
    device,
    settle,
    cutOff: () => {
      isServerThere = false;
    },
    mend: () => {
      isServerThere = true;
    },
  };
}

test('What is typed reaches the server within a second, once', async (context) => {
  const { keeper, saved, settle } = desk(context);
  keeper.write(name, 'X');
  keeper.write(name, 'Xin chào');
  await settle(1000);
  assert.deepEqual(saved, ['Xin chào']);
});

test('While the server is away the text stays on the device, and is saved later', async (context) => {
  const { keeper, saved, device, settle, cutOff, mend } = desk(context);
  cutOff();
  keeper.write(name, 'draft');
  await settle(1000);
  assert.equal(device.get('t1:public'), 'draft');
  mend();
  await settle(5000);
  assert.deepEqual(saved, ['draft']);
  assert.equal(device.size, 0);
});

test('What this device wrote last wins over what the server has', async (context) => {
  const { keeper, device, saved, settle } = desk(context);
  device.set('t1:public', 'mine');
  keeper.adopt(name, 'old');
  assert.equal(keeper.textOf(name), 'mine');
  await settle(1000);
  assert.deepEqual(saved, ['mine']);
});

test('The text of the server is taken once and never over what is being typed', (context) => {
  const { keeper } = desk(context);
  keeper.adopt(name, 'from the server');
  assert.equal(keeper.textOf(name), 'from the server');
  keeper.write(name, 'typed');
  keeper.adopt(name, 'from the server');
  assert.equal(keeper.textOf(name), 'typed');
});

test('A sent draft is not brought back by a save that was waiting', async (context) => {
  const { keeper, saved, settle } = desk(context);
  keeper.write(name, 'sent now');
  await keeper.empty(name);
  await settle(10_000);
  assert.deepEqual(saved, []);
  assert.equal(keeper.textOf(name), '');
});
