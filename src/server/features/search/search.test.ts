import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type ExcerptPart, type SearchAnswer, searchAnswer } from '#contract/search.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { openWorld, type Person } from '#harness/world.ts';
import { fillSearch } from './fill-search.ts';

const world = await openWorld();
const { db } = world.belay;

const written = {
  vi: {
    name: 'Nguyễn Thị Lan',
    subject: 'Chưa nhận được tiền hoàn',
    text: 'Đơn hàng của tôi đã huỷ từ tuần trước.',
  },
  th: { name: 'อนงค์ ศรีสุข', subject: 'ยังไม่ได้รับเงินคืน', text: 'ฉันยกเลิกคำสั่งซื้อแล้วแต่ยังไม่ได้เงิน' },
  ar: {
    name: 'أحمد المنصوري',
    subject: 'لم أستلم الطلب',
    text: 'الشحنة متأخرة منذ أسبوعين وأحتاج إلى مساعدة',
  },
  zh: {
    name: '陳偉',
    subject: '退款還沒有收到',
    text: '我上個星期取消了訂單，請幫我查一下付款記錄。',
  },
  en: {
    name: 'Peter Novak',
    subject: 'Invoice 2231 is wrong',
    text: 'The invoice shows a router that I never ordered.',
  },
} as const;
type Language = keyof typeof written;

const tickets = new Map<Language, TicketId>();
for (const [language, words] of Object.entries(written)) {
  const from = `${language}@customer.example`;
  tickets.set(language as Language, await world.customerWrites({ ...words, from }));
}

async function find(q: string, person: Person = world.hoa): Promise<SearchAnswer> {
  const answer = await person.browser.get(`/api/v1/search?q=${encodeURIComponent(q)}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return searchAnswer.parse(answer.body);
}

function hitsOf(parts: readonly ExcerptPart[] | undefined): string[] {
  return (parts ?? []).filter(({ isHit }) => isHit).map(({ text }) => text);
}

const bySubject: readonly (readonly [Language, string, string[]])[] = [
  ['vi', 'tiền hoàn', ['tiền', 'hoàn']],
  ['vi', 'tien hoan', ['tiền', 'hoàn']],
  ['th', 'เงินคืน', ['เงินคืน']],
  ['ar', 'أستلم', ['أستلم']],
  ['ar', 'استلم الطلب', ['أستلم', 'الطلب']],
  ['zh', '退款', ['退款']],
  ['en', 'invo', ['Invo']],
];

test('C6: a ticket is found by words of its subject in every language, also half typed', async () => {
  for (const [language, query, hits] of bySubject) {
    const [first] = (await find(query)).tickets;
    assert.equal(first?.id, tickets.get(language), query);
    assert.deepEqual(hitsOf(first?.subject), hits, query);
  }
});

const byMessage: readonly (readonly [Language, string, string[]])[] = [
  ['vi', 'don hang', ['Đơn', 'hàng']],
  ['vi', 'ĐƠN HÀNG', ['Đơn', 'hàng']],
  ['th', 'คำสั่งซื้อ', ['คำสั่งซื้อ']],
  ['ar', 'الشحنة', ['الشحنة']],
  ['zh', '訂單', ['訂單']],
  ['zh', '付款記錄', ['付款記錄']],
  ['en', 'router', ['router']],
];

test('C6: a message is found by its words, with the place marked', async () => {
  for (const [language, query, hits] of byMessage) {
    const [first] = (await find(query)).messages;
    assert.equal(first?.ticketId, tickets.get(language), query);
    assert.deepEqual(hitsOf(first?.excerpt), hits, query);
  }
});

test('a ticket is found by the number people say', async () => {
  const { rows } = await sql<{ number: number }>`
    select number from ticket where id = ${tickets.get('th')}
  `.execute(db);
  const number = rows[0]?.number;
  for (const query of [`${number}`, `#${number}`]) {
    assert.equal((await find(query)).tickets[0]?.id, tickets.get('th'), query);
  }
  assert.deepEqual((await find('#99999')).tickets, []);
});

test('a customer is found by name, without its marks, and by address', async () => {
  const queries = ['lan', 'nguyen thi', 'NGUYỄN', 'อนงค์', 'أحمد', '陳', 'peter nov'];
  for (const query of queries) {
    const { contacts } = await find(query);
    assert.equal(contacts.length, 1, query);
    assert.notDeepEqual(hitsOf(contacts[0]?.name), [], query);
  }
  assert.equal((await find('zh@customer')).contacts[0]?.email, 'zh@customer.example');
});

test('the signs of patterns and of queries are letters like others', async () => {
  for (const query of [
    '%',
    '_',
    "'",
    '\\',
    '& | !',
    ':*',
    '"; drop table ticket',
    '((',
    '\u0000',
  ]) {
    const { tickets: found, contacts } = await find(query);
    assert.deepEqual([found, contacts], [[], []], query);
  }
});

test('what was just said comes before what was said long ago', async () => {
  const old = await world.customerWrites({
    subject: 'Zebra crossing',
    text: 'About the zebra',
    from: 'old@customer.example',
  });
  await sql`update ticket set updated_at = '2025-01-01' where id = ${old}`.execute(db);
  await sql`update message set created_at = '2025-01-01' where ticket_id = ${old}`.execute(db);
  const fresh = await world.customerWrites({
    subject: 'Zebra again',
    text: 'The zebra is back',
    from: 'new@customer.example',
  });
  const { tickets: found, messages } = await find('zebra');
  assert.deepEqual(
    found.map(({ id }) => id),
    [fresh, old],
  );
  assert.deepEqual(
    messages.map(({ ticketId }) => ticketId),
    [fresh, old],
  );
});

test('a long conversation is one row, and a note is marked as one', async () => {
  const ticketId = await world.customerWrites({
    subject: 'Giraffe',
    text: 'My giraffe is ill',
    from: 'zoo@customer.example',
  });
  await world.customerWrites({
    ticketId,
    text: 'The giraffe is worse',
    from: 'zoo@customer.example',
  });
  assert.equal((await find('giraffe')).messages.length, 1);
  const note = await world.hoa.browser.post(`/api/v1/tickets/${ticketId}/notes`, {
    text: 'Ask the okapi house',
  });
  assert.equal(note.status, 201, JSON.stringify(note.body));
  const [found] = (await find('okapi')).messages;
  assert.equal(found?.isNote, true);
  assert.equal(found.authorName, 'Hoa');
});

test('a subject that changes is found by its new words only', async () => {
  const ticketId = tickets.get('en');
  const changed = await world.hoa.browser.patch(`/api/v1/tickets/${ticketId}`, {
    subject: 'Wrong bill',
  });
  assert.equal(changed.status, 200);
  assert.equal((await find('bill')).tickets[0]?.id, ticketId);
  assert.deepEqual((await find('2231')).tickets, []);
});

test('what a restricted team keeps to itself is found by nobody else', async () => {
  await sql`update team set is_restricted = true where id = ${world.secondLineId}`.execute(db);
  const ticketId = await world.customerWrites({
    subject: 'Quokka fraud',
    text: 'The quokka took my card',
    from: 'q@customer.example',
  });
  await sql`
    update ticket set team_id = ${world.secondLineId}, owner_id = null where id = ${ticketId}
  `.execute(db);
  const byOutsider = await find('quokka', world.sam);
  assert.deepEqual([byOutsider.tickets, byOutsider.messages], [[], []]);
  for (const person of [world.lan, world.minh]) {
    const found = await find('quokka', person);
    assert.equal(found.tickets[0]?.id, ticketId, person.name);
    assert.equal(found.messages[0]?.ticketId, ticketId, person.name);
  }
});

test('what Belay words itself finds no ticket: it says the same of every one', async () => {
  const { rows } = await sql<{ text: string }>`
    select text
    from message
    where workspace_id = ${world.workspaceId} and template is not null and text ~ '[a-z]{4}'
  `.execute(db);
  const [letter] = rows;
  assert.ok(letter);
  const words = letter.text.match(/[a-z]{4,}/g)?.slice(0, 2) ?? [];
  assert.equal(words.length, 2);
  for (const word of words) assert.deepEqual((await find(word)).messages, [], word);
});

test('a search of nothing is refused', async () => {
  assert.equal((await world.hoa.browser.get('/api/v1/search?q=%20')).status, 422);
});

test('what was saved before search was filled is found after the next start', async () => {
  const ticketId = await world.customerWrites({
    subject: 'Zimtstern aus der Vorzeit',
    text: 'Ein Lebkuchen aus der Vorzeit.',
    from: 'old@customer.example',
  });
  const { workspaceId } = world;
  await sql`update ticket set search = null where workspace_id = ${workspaceId}`.execute(db);
  await sql`update message set search = null where workspace_id = ${workspaceId}`.execute(db);
  assert.deepEqual((await find('Zimtstern')).tickets, []);

  const { clock } = world.belay;
  assert.ok((await fillSearch({ db, clock, isStopping: () => false })) > 0);
  assert.deepEqual(
    (await find('Zimtstern')).tickets.map(({ id }) => id),
    [ticketId],
  );
  assert.equal((await find('Lebkuchen')).messages.length, 1);
  assert.equal(await fillSearch({ db, clock, isStopping: () => false }), 0, 'once is enough');
});
