import assert from 'node:assert/strict';
import { after } from 'node:test';
import { sql } from 'kysely';
import { type TicketPage, ticketPage } from '#contract/ticket-page.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { instant } from '#domain/kernel/instant.ts';
import { holdLoops } from '#server/platform/hold.ts';
import { startSmtp } from './mail-server.ts';
import type { Answer } from './sign-in-desk.ts';
import { durationMs, openWorld, type Person, type World } from './world.ts';

/*
 * A world in which mail really leaves and people do things by name, for stories that state the
 * exact list of what anybody was told, and when. Times are those of Saigon, where the desk is.
 */

export const goodBrief = {
  wants: 'Her money back for order 8812.',
  tried: 'Looked the order up; the refund was never booked.',
  needed: 'Book the refund.',
} as const;

export type Story = Awaited<ReturnType<typeof openStory>>;

/** Opens a world with a mail channel on a real SMTP server. */
export async function openStory(options: { start?: string } = {}) {
  const smtp = await startSmtp();
  after(() => smtp.stop());
  const world = await openWorld({
    smtpUrl: smtp.url,
    ...(options.start === undefined ? {} : { start: saigon(options.start) }),
  });
  const made = await world.ada.browser.post('/api/v1/channels', {
    kind: 'email',
    name: 'Support',
    address: 'support@acme.example',
    settings: { displayName: 'Acme Support', imap: null, smtp: null },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return { ...world, smtp, ...deeds(world), ...timeOf(world), told: listenTo(world) };
}

function timeOf(world: World) {
  const { belay, clock } = world;
  return {
    /** Moves to a moment on the wall clock of Saigon, as `2026-03-02T13:00`. */
    until: (local: string): Promise<void> => clock.set(saigon(local)),
    /** Time passes while no loop of any process works; then they come back. */
    whileDown: async (duration: string): Promise<void> => {
      await holdLoops(belay.db, () => clock.advance(durationMs(duration)));
      belay.timekeeper.wake();
      belay.outbox.wake();
      await belay.settle();
    },
  };
}

export type EscalateHow = {
  readonly reason?: string;
  readonly target?: object | null;
  readonly brief?: object;
  readonly keepOwner?: boolean;
};

/** What people do in the desk, through HTTP. */
function deeds(world: World) {
  const page = async (ticketId: TicketId, who: Person = world.ada): Promise<TicketPage> => {
    const answer = await who.browser.get(`/api/v1/tickets/${ticketId}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return ticketPage.parse(answer.body);
  };
  const hopUrl = async (ticketId: TicketId): Promise<string> => {
    const { escalations } = await page(ticketId);
    const hop = escalations.at(-1)?.hops.at(-1);
    assert.ok(hop, 'the ticket has no hop');
    return `/api/v1/tickets/${ticketId}/hops/${hop.id}`;
  };
  const settled = async (doing: Promise<Answer>): Promise<Answer> => {
    const answer = await doing;
    await world.belay.settle();
    return answer;
  };
  const onHop = async (who: Person, ticketId: TicketId, deed: HopDeed): Promise<Answer> =>
    settled(who.browser.put(`${await hopUrl(ticketId)}/${deed.noun}`, deed.body));
  return {
    page,
    hopUrl,
    reply: (who: Person, ticketId: TicketId, body: { text: string } & Record<string, unknown>) =>
      settled(who.browser.post(`/api/v1/tickets/${ticketId}/replies`, body)),
    note: (who: Person, ticketId: TicketId, body: { text: string } & Record<string, unknown>) =>
      settled(who.browser.post(`/api/v1/tickets/${ticketId}/notes`, body)),
    update: (who: Person, ticketId: TicketId, body: object) =>
      settled(who.browser.patch(`/api/v1/tickets/${ticketId}`, body)),
    escalate: (who: Person, ticketId: TicketId, how: EscalateHow = {}) =>
      settled(
        who.browser.post(`/api/v1/tickets/${ticketId}/escalation`, {
          reason: 'needs_expertise',
          brief: goodBrief,
          ...how,
        }),
      ),
    acknowledge: (who: Person, ticketId: TicketId) =>
      onHop(who, ticketId, { noun: 'acknowledgement' }),
    decline: (who: Person, ticketId: TicketId, words: string) =>
      onHop(who, ticketId, { noun: 'refusal', body: { words } }),
    handBack: (who: Person, ticketId: TicketId, words: string) =>
      onHop(who, ticketId, { noun: 'answer', body: { words } }),
    solveHop: (who: Person, ticketId: TicketId, words: string) =>
      onHop(who, ticketId, { noun: 'solution', body: { words } }),
    passOn: (who: Person, ticketId: TicketId, body: { target: object; words: string }) =>
      onHop(who, ticketId, { noun: 'onward', body }),
    closeEscalation: async (who: Person, ticketId: TicketId, body: object) => {
      const { escalations } = await page(ticketId);
      const id = escalations.at(-1)?.id ?? '';
      const url = `/api/v1/tickets/${ticketId}/escalations/${id}/closure`;
      return settled(who.browser.put(url, body));
    },
  };
}

type HopDeed = { readonly noun: string; readonly body?: object };

/**
 * Whom Belay told what since the last call, one line each, as `Mon 13:00 Hoa: hop_offered !`.
 * Agents by notification (`!` wakes them), customers by the template or the words sent to them.
 * Lines of one moment are in the order of the alphabet. `(not sent)` is a letter kept back because
 * an address that nobody proved gets at most three automatic mails an hour.
 */
function listenTo({ belay, workspaceId }: World) {
  const seen = new Set<string>();
  return async (): Promise<string[]> => {
    await belay.settle();
    const { rows } = await sql<{ id: string; at: number; line: string }>`
      select id, (extract(epoch from told.at) * 1000)::float8 as at, line
      from (
        select
          n.id,
          n.created_at as at,
          a.name || ': ' || n.about || case n.urgency when 'page' then ' !' else '' end as line
        from notification n
        join agent a on a.workspace_id = n.workspace_id and a.id = n.agent_id
        where n.workspace_id = ${workspaceId}
        union all
        select
          m.id,
          m.created_at,
          'customer: ' || coalesce(m.template, m.text)
            || case when m.delivery in ('sent', 'queued') then '' else ' (' || replace(m.delivery, 'none', 'not sent') || ')' end
        from message m
        where m.workspace_id = ${workspaceId}
          and m.direction = 'out'
          and m.kind = 'public'
      ) told
      order by at, line
    `.execute(belay.db);
    const fresh = rows.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return fresh.map(({ at, line }) => `${wallClock(at)} ${line}`);
  };
}

/** The wall clock of Saigon, which keeps UTC+7 all the year. */
export function saigon(local: string) {
  return instantFromIso(`${local.length === 16 ? `${local}:00` : local}+07:00`);
}

export function wallClock(atMs: number): string {
  const local = new Date(instant(Math.floor(atMs)) + durationMs('PT7H'));
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][local.getUTCDay()];
  return `${day} ${local.toISOString().slice(11, 16)}`;
}
