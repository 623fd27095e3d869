import { sql } from 'kysely';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import { instant } from '#domain/kernel/instant.ts';
import { searchEverything } from '#server/features/search/search-query.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { searchVector } from '#server/platform/db/search-vector.ts';
import { newId } from '#server/platform/ids.ts';
import { cloneTemplate } from '#harness/database.ts';

/** How long one search took, over all four kinds together, in milliseconds. */
export type SearchMeasure = {
  readonly query: string;
  readonly found: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
};

const now = instant(Date.UTC(2026, 10, 21));
const messagesPerTicket = 10;

/** Words of support in five languages; `common` stands in every message, the others in few. */
const phrases = [
  'Tôi chưa nhận được tiền hoàn cho đơn hàng đã huỷ tuần trước, xin kiểm tra giúp',
  'ฉันยกเลิกคำสั่งซื้อแล้วแต่ยังไม่ได้รับเงินคืน กรุณาช่วยตรวจสอบด้วย',
  'لم أستلم الشحنة منذ أسبوعين وأحتاج إلى مساعدة في استرداد المبلغ',
  '我上個星期取消了訂單，但是還沒有收到退款，請幫我查一下付款記錄',
  'My invoice shows a router that I never ordered, please look into the billing',
];
const sought = [
  'hoan',
  'đơn hàng',
  'เงินคืน',
  'الشحنة',
  '退款',
  'invoice',
  'common',
  'serial4711',
  'zebra',
];

type Counts = { readonly messages: number; readonly contacts: number; readonly rounds: number };

/** Measures what searching costs, warm, in a workspace of so many messages and contacts. */
export async function measureSearch(
  counts: Counts = { messages: 100_000, contacts: 100_000, rounds: 20 },
): Promise<SearchMeasure[]> {
  const { db } = await cloneTemplate();
  const workspaceId = newId<WorkspaceId>();
  await fill(db, workspaceId, counts);
  const actor = {
    kind: 'agent',
    workspaceId,
    agentId: newId<AgentId>(),
    role: 'admin',
    teamIds: [],
    sessionId: 'bench',
  } as const;
  const measures: SearchMeasure[] = [];
  for (const text of sought) {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < counts.rounds; round += 1) {
      const begun = performance.now();
      const answer = await searchEverything(db, actor, { text, limit: 8, now });
      times.push(performance.now() - begun);
      found = Object.values(answer).reduce((sum, items) => sum + items.length, 0);
    }
    times.sort((a, b) => a - b);
    const share = (part: number) => times[Math.floor((times.length - 1) * part)] ?? 0;
    measures.push({ query: text, found, p50Ms: share(0.5), p95Ms: share(0.95) });
  }
  return measures;
}

async function fill(db: Db, workspaceId: WorkspaceId, counts: Counts): Promise<void> {
  await sql`
    insert into workspace (id, name, created_at) values (${workspaceId}, 'Bench', ${at(now)})
  `.execute(db);
  await sql`
    insert into contact (workspace_id, id, name, created_at, updated_at)
    select ${workspaceId}, gen_random_uuid(), 'Nguyễn Thị ' || n, ${at(now)}, ${at(now)}
    from generate_series(1, ${counts.contacts}::integer) as n
  `.execute(db);
  const ticketCount = Math.ceil(counts.messages / messagesPerTicket);
  await sql`
    insert into ticket
      (workspace_id, id, number, subject, state, priority, channel_kind, contact_id, language,
       search, created_at, updated_at)
    select
      ${workspaceId}, gen_random_uuid(), n, 'Subject ' || n, 'open', 'normal', 'email',
      (select id from contact where workspace_id = ${workspaceId} limit 1), 'en',
      to_tsvector('simple', 'subject ' || n),
      ${at(now)}, ${at(now)} - n * interval '3 minutes'
    from generate_series(1, ${ticketCount}::integer) as n
  `.execute(db);
  for (const [index, phrase] of phrases.entries()) {
    const text = `${phrase} common`;
    // Each phrase stands in one message of fifty; the rest are other words of the same length.
    await sql`
      insert into message
        (workspace_id, id, ticket_id, kind, direction, channel_kind, text, search, created_at)
      select
        ${workspaceId}, gen_random_uuid(), t.id, 'public', 'in', 'email',
        case when n % 10 = 0 then ${text} else 'common serial' || t.number end,
        case
          when n % 10 = 0 then ${searchVector(text)}
          else to_tsvector('simple', 'common serial' || t.number || ' w' || n || ' x' || (n * 7 % 5000))
        end,
        ${at(now)} - (t.number * 10 + n) * interval '1 minute'
      from ticket t
      cross join generate_series(1, ${messagesPerTicket}::integer) as n
      where t.workspace_id = ${workspaceId}
        and t.number % ${phrases.length}::bigint = ${index}::bigint
    `.execute(db);
  }
  await sql`analyze`.execute(db);
}
