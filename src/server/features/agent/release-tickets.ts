import { sql } from 'kysely';
import type { AgentId, TeamId, TicketId } from '#domain/kernel/id.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { refuseHttp } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { runCommand, type WriteCore } from '../ticket/public.ts';

/**
 * Takes the open tickets off somebody who has left, in the transaction in which they leave: to the
 * queue of the ticket's team, or to the catch-all owner where there is no team.
 */
export async function releaseTickets(
  core: WriteCore,
  tx: Tx,
  from: { readonly actor: StaffActor; readonly agentId: AgentId },
): Promise<void> {
  const { workspaceId } = from.actor;
  const { rows } = await sql<{ id: TicketId; teamId: TeamId | null }>`
    select id, team_id as "teamId"
    from ticket
    where workspace_id = ${workspaceId}
      and owner_id = ${from.agentId}
      and state <> 'closed'
    order by id
  `.execute(tx);
  if (rows.length === 0) return;
  const { directory } = await core.context(tx, workspaceId);
  for (const ticket of rows) {
    const hasQueue = ticket.teamId !== null && directory.teams.has(ticket.teamId);
    const outcome = await runCommand(core, tx, {
      workspaceId,
      ticketId: ticket.id,
      command: {
        type: 'assign',
        ownerId: hasQueue ? null : directory.catchAllId,
        ...(hasQueue ? {} : { teamId: null }),
      },
      actor: { kind: 'agent', id: from.actor.agentId },
    });
    if (!outcome.ok) throw refuseHttp(outcome);
  }
}
