import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Readable } from 'node:stream';
import { attachment, type Attachment } from '#contract/message.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { openStory, type Story } from '#harness/story.ts';
import type { Person } from '#harness/world.ts';
import { forgetUploads } from '#server/features/message/public.ts';

async function upload(
  who: Person,
  ticketId: TicketId,
  part: { readonly filename: string; readonly words: string },
): Promise<Attachment> {
  const boundary = 'a-line-between';
  const body = [
    `--${boundary}`,
    `content-disposition: form-data; name="file"; filename="${part.filename}"`,
    'content-type: text/plain',
    '',
    part.words,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const answer = await who.browser.send(
    'POST',
    `/api/v1/tickets/${ticketId}/attachments`,
    Buffer.from(body),
    { 'content-type': `multipart/form-data; boundary=${boundary}` },
  );
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return attachment.parse(answer.body);
}

const draftUrl = (ticketId: TicketId): string => `/api/v1/tickets/${ticketId}/drafts/public`;

async function begin(): Promise<{ story: Story; ticketId: TicketId; file: Attachment }> {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my invoice?' });
  const file = await upload(story.hoa, ticketId, { filename: 'invoice.txt', words: 'Forty-two.' });
  return { story, ticketId, file };
}

test('the files of a draft are there again after a reload, for their writer alone', async () => {
  const { story, ticketId, file } = await begin();
  const body = { text: 'Here it is.', attachmentIds: [file.id] };
  assert.equal((await story.hoa.browser.put(draftUrl(ticketId), body)).status, 200);
  const [draft] = (await story.page(ticketId, story.hoa)).drafts;
  assert.equal(draft?.text, 'Here it is.');
  assert.deepEqual(draft.attachments, [file]);
  assert.deepEqual((await story.page(ticketId, story.sam)).drafts, []);

  // Without a word, the file alone is a draft; taken out, nothing is left of it.
  await story.hoa.browser.put(draftUrl(ticketId), { text: '', attachmentIds: [file.id] });
  assert.equal((await story.page(ticketId, story.hoa)).drafts.length, 1);
  await story.hoa.browser.put(draftUrl(ticketId), { text: '', attachmentIds: [] });
  assert.deepEqual((await story.page(ticketId, story.hoa)).drafts, []);
});

test('a draft names no file of another person and none of another ticket', async () => {
  const { story, ticketId, file } = await begin();
  const other = await story.customerWrites({ text: 'Another thing.', from: 'an@customer.example' });
  const foreign = await upload(story.hoa, other, { filename: 'other.txt', words: 'Other.' });
  const attachmentIds = [file.id, foreign.id];
  await story.sam.browser.put(draftUrl(ticketId), { text: 'x', attachmentIds });
  assert.deepEqual((await story.page(ticketId, story.sam)).drafts[0]?.attachments, []);
  await story.hoa.browser.put(draftUrl(ticketId), { text: 'x', attachmentIds });
  assert.deepEqual((await story.page(ticketId, story.hoa)).drafts[0]?.attachments, [file]);
});

test('a reply that is taken back gives its files back, and they leave with the next one', async () => {
  const { story, ticketId, file } = await begin();
  const sent = await story.reply(story.hoa, ticketId, {
    text: 'Here it is.',
    attachmentIds: [file.id],
  });
  const url = `/api/v1/tickets/${ticketId}/replies/${String(sent.body['messageId'])}`;
  const recalled = await story.hoa.browser.delete(url);
  assert.deepEqual(recalled.body['attachments'], [file]);
  const [draft] = (await story.page(ticketId, story.hoa)).drafts;
  assert.deepEqual([draft?.text, draft?.attachments], ['Here it is.', [file]]);

  await story.reply(story.hoa, ticketId, { text: 'Here it is!', attachmentIds: [file.id] });
  assert.deepEqual((await story.page(ticketId, story.hoa)).drafts, []);
  await story.advance('PT1M');
  const mail = await story.smtp.waitForMail(({ mail: { text } }) => text.includes('Here it is!'));
  assert.deepEqual(
    mail.mail.attachments.map(({ filename }) => filename),
    ['invoice.txt'],
  );
});

test('an upload that nothing names is forgotten after two days; a draft keeps its own', async () => {
  const { story, ticketId, file } = await begin();
  const kept = await upload(story.hoa, ticketId, { filename: 'kept.txt', words: '{}' });
  const sent = await upload(story.hoa, ticketId, { filename: 'sent.txt', words: '[]' });
  await story.hoa.browser.put(draftUrl(ticketId), { text: '', attachmentIds: [kept.id] });
  await story.note(story.hoa, ticketId, { text: 'See the file.', attachmentIds: [sent.id] });
  assert.equal(await forgetUploads(story.belay, story.now()), 0);
  await story.advance('P3D');
  assert.equal(await forgetUploads(story.belay, story.now()), 1);
  const statusOf = async ({ url }: Attachment) => (await story.hoa.browser.get(url)).status;
  assert.deepEqual(
    [await statusOf(file), await statusOf(kept), await statusOf(sent)],
    [404, 200, 200],
  );
});

test('bytes that were stored again today stay on the disk', async () => {
  const { story } = await begin();
  const { files } = story.belay;
  const stored = await files.put(story.workspaceId, Readable.from(['Forty-two.']), 100);
  assert.equal(stored.isNew, false);
  await files.removeIdle(stored.key);
  assert.notEqual(await files.open(stored.key), null);
});
