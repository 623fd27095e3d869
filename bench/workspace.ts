import { sql } from 'kysely';
import type { AgentId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Belay } from '#server/belay.ts';
import { receiveMessage } from '#server/features/message/public.ts';
import { installDefaults } from '#server/features/setup/public.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';

/** Makes a workspace with the defaults of a tiered business in Saigon, and one admin. */
export async function makeWorkspace(belay: Belay): Promise<WorkspaceId> {
  const now = belay.clock.now();
  const workspaceId = newId<WorkspaceId>();
  const adminId = newId<AgentId>();
  await sql`
    insert into workspace (id, name, is_set_up, created_at)
    values (${workspaceId}, 'Bench', true, ${at(now)})
  `.execute(belay.db);
  await sql`
    insert into agent (workspace_id, id, email, name, role, presence, created_at)
    values (${workspaceId}, ${adminId}, 'admin@bench.example', 'Admin', 'admin', 'online', ${at(now)})
  `.execute(belay.db);
  await sql`
    update workspace set catch_all_agent_id = ${adminId} where id = ${workspaceId}
  `.execute(belay.db);
  await belay.core.commit((tx) =>
    installDefaults(tx, {
      workspaceId,
      adminId,
      businessKind: 'tiered',
      language: 'en',
      timeZone: 'Asia/Ho_Chi_Minh',
      now,
    }),
  );
  return workspaceId;
}

/** A customer opens a ticket through the API, now. */
export async function openTicket(
  belay: Belay,
  workspaceId: WorkspaceId,
  name: string,
): Promise<TicketId> {
  const received = await belay.core.commit((tx) =>
    receiveMessage(belay.core, tx, {
      workspaceId,
      channelId: null,
      channelKind: 'api',
      sender: { kind: 'email', value: `${name}@bench.example`, name, language: 'en' },
      ticketId: null,
      subject: `Order of ${name}`,
      text: `Where is the order of ${name}?`,
      receivedAt: belay.clock.now(),
    }),
  );
  return received.ticketId;
}
