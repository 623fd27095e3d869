import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStory } from '#harness/story.ts';
import type { Person } from '#harness/world.ts';
import type { TicketId } from '#domain/kernel/id.ts';

const story = await openStory();

async function upload(who: Person, ticketId: TicketId, filename: string): Promise<string> {
  const body = Buffer.from(
    `--part\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\n` +
      'content-type: application/pdf\r\n\r\n%PDF of the tests\r\n--part--\r\n',
  );
  const answer = await who.browser.send('POST', `/api/v1/tickets/${ticketId}/attachments`, body, {
    'content-type': 'multipart/form-data; boundary=part',
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return String(answer.body['id']);
}

test('a reply that is taken back gives its files back too, and they leave with the next one', async () => {
  const ticketId = await story.customerWrites({ text: 'May I have the contract?' });
  const file = await upload(story.hoa, ticketId, 'contract.pdf');
  const sent = await story.reply(story.hoa, ticketId, { text: 'Here.', attachmentIds: [file] });
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  const url = `/api/v1/tickets/${ticketId}/replies/${String(sent.body['messageId'])}`;
  const back = await story.hoa.browser.delete(url);
  assert.equal(back.body['text'], 'Here.');
  const drafts = await sql<{ attachmentIds: string[] }>`
    select attachment_ids as "attachmentIds" from draft where ticket_id = ${ticketId}
  `.execute(story.belay.db);
  assert.deepEqual(drafts.rows, [{ attachmentIds: [file] }]);

  const again = { text: 'Here it is.', attachmentIds: [file] };
  assert.equal((await story.reply(story.hoa, ticketId, again)).status, 201);
  await story.advance('PT11S');
  const mail = await story.smtp.waitForMail((each) => each.mail.text.includes('Here it is.'));
  assert.deepEqual(
    mail.mail.attachments.map(({ filename }) => filename),
    ['contract.pdf'],
  );
});

test('nothing leaves without a file that it names', async () => {
  const ticketId = await story.customerWrites({ text: 'And the invoice?', from: 'b@c.example' });
  const ofSam = await upload(story.sam, ticketId, 'invoice.pdf');
  const before = await story.page(ticketId);
  for (const url of ['replies', 'notes']) {
    const answer = await story.hoa.browser.post(`/api/v1/tickets/${ticketId}/${url}`, {
      text: 'See the invoice.',
      attachmentIds: [ofSam],
    });
    assert.equal(answer.body['code'], 'reference_not_found');
  }
  const { ticket, messages } = await story.page(ticketId);
  assert.equal(ticket.version, before.ticket.version);
  assert.equal(messages.length, before.messages.length);
});
