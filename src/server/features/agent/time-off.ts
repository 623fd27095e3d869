import { sql } from 'kysely';
import type { TimeOff } from '#contract/agent.ts';
import { instantFromIso, toIso } from '#domain/kernel/instant.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { newId } from '#server/platform/ids.ts';
import { recordAudit } from '../audit/public.ts';
import type { Asked } from './commands.ts';

type Absence = { readonly agentId: string; readonly fromAt: string; readonly toAt: string };

/** Notes when somebody is away. What is over already is refused: it would change nothing. */
export async function noteTimeOff(tx: Tx, asked: Asked, absence: Absence): Promise<TimeOff> {
  const { workspaceId } = asked.actor;
  const fromAt = instantFromIso(absence.fromAt);
  const toAt = instantFromIso(absence.toAt);
  if (toAt <= fromAt) throw wrongEnd('before_start', 'must lie after the beginning');
  if (toAt <= asked.now) throw wrongEnd('in_past', 'must lie in the future');
  const id = newId();
  const placed = await sql`
    insert into time_off (workspace_id, id, agent_id, from_at, to_at, created_at)
    select workspace_id, ${id}, id, ${at(fromAt)}, ${at(toAt)}, ${at(asked.now)}
    from agent
    where workspace_id = ${workspaceId}
      and id = ${absence.agentId}
      and is_active
  `.execute(tx);
  if ((placed.numAffectedRows ?? 0n) === 0n) throw new RequestRefused('not_found');
  const period = { fromAt: toIso(fromAt), toAt: toIso(toAt) };
  await recordAudit(tx, {
    ...asked,
    workspaceId,
    action: 'agent.time_off_added',
    subject: { kind: 'agent', id: absence.agentId },
    details: period,
  });
  return { id, ...period };
}

export async function dropTimeOff(
  tx: Tx,
  asked: Asked,
  which: { readonly agentId: string; readonly timeOffId: string },
): Promise<void> {
  const { workspaceId } = asked.actor;
  const dropped = await sql`
    delete from time_off
    where workspace_id = ${workspaceId}
      and agent_id = ${which.agentId}
      and id = ${which.timeOffId}
  `.execute(tx);
  if ((dropped.numAffectedRows ?? 0n) === 0n) throw new RequestRefused('not_found');
  await recordAudit(tx, {
    ...asked,
    workspaceId,
    action: 'agent.time_off_removed',
    subject: { kind: 'agent', id: which.agentId },
  });
}

function wrongEnd(code: string, message: string): RequestRefused {
  return new RequestRefused('invalid_request', { fields: [{ path: 'toAt', code, message }] });
}
