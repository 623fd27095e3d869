/// <reference types="node" />
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Attachment } from '#contract/message.ts';
import { type DraftContent, DraftKeeper, type DraftName } from './draft-keeper.ts';

const name: DraftName = { ticketId: 't1', kind: 'public' };

const words = (text: string): DraftContent => ({ text, files: [] });

function file(id: string): Attachment {
  return {
    id,
    filename: `${id}.pdf`,
    mediaType: 'application/pdf',
    size: 3,
    isInline: false,
    contentId: null,
    url: `/api/v1/attachments/${id}/content`,
  };
}

function desk(context: TestContext) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  context.mock.method(console, 'warn', () => undefined);
  const device = new Map<string, DraftContent>();
  const saved: string[] = [];
  const savedFiles: string[][] = [];
  let isServerThere = true;
  const keeper = new DraftKeeper({
    save: async (_name, { text, files }) => {
      if (!isServerThere) throw new Error('away');
      saved.push(text);
      savedFiles.push(files.map(({ id }) => id));
    },
    remember: ({ ticketId, kind }, content) => {
      if (content === null) device.delete(`${ticketId}:${kind}`);
      else device.set(`${ticketId}:${kind}`, content);
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
    savedFiles,
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
  assert.equal(device.get('t1:public')?.text, 'draft');
  mend();
  await settle(5000);
  assert.deepEqual(saved, ['draft']);
  assert.equal(device.size, 0);
});

test('What this device wrote last wins over what the server has', async (context) => {
  const { keeper, device, saved, settle } = desk(context);
  device.set('t1:public', words('mine'));
  keeper.adopt(name, words('old'));
  assert.equal(keeper.textOf(name), 'mine');
  await settle(1000);
  assert.deepEqual(saved, ['mine']);
});

test('The text of the server is taken once and never over what is being typed', (context) => {
  const { keeper } = desk(context);
  keeper.adopt(name, words('from the server'));
  assert.equal(keeper.textOf(name), 'from the server');
  keeper.write(name, 'typed');
  keeper.adopt(name, words('from the server'));
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

test('Files are saved with the words, without any words too, and go when they are removed', async (context) => {
  const { keeper, savedFiles, settle } = desk(context);
  keeper.attach(name, file('a'));
  await settle(1000);
  keeper.attach(name, file('b'));
  keeper.attach(name, file('b'));
  keeper.detach(name, 'a');
  await settle(1000);
  assert.deepEqual(savedFiles, [['a'], ['b']]);
});

test('The files of the server come back with the draft, and stay while one types', (context) => {
  const { keeper } = desk(context);
  keeper.adopt(name, { text: '', files: [file('a')] });
  keeper.write(name, 'see the file');
  assert.deepEqual(
    keeper.contentOf(name).files.map(({ id }) => id),
    ['a'],
  );
});

test('A sent draft has neither words nor files; one that could not be sent has both again', async (context) => {
  const { keeper } = desk(context);
  keeper.put(name, { text: 'see', files: [file('a')] });
  const before = keeper.contentOf(name);
  await keeper.empty(name);
  assert.deepEqual(keeper.contentOf(name), words(''));
  keeper.put(name, before);
  assert.deepEqual(keeper.contentOf(name), before);
});
