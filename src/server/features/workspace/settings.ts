import { sql } from 'kysely';
import type { Workspace, WorkspaceChange } from '#contract/workspace.ts';
import type { FieldProblem } from '#contract/problem.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { isLanguage } from '#locales/languages.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { recordAudit } from '../audit/public.ts';

export async function readWorkspaceSettings(db: Db, workspaceId: WorkspaceId): Promise<Workspace> {
  const { rows } = await sql<Workspace>`
    select
      id,
      name,
      language,
      time_zone as "timeZone",
      currency,
      catch_all_agent_id as "catchAllAgentId"
    from workspace
    where id = ${workspaceId}
  `.execute(db);
  const found = rows[0];
  if (found === undefined) throw new RequestRefused('not_found');
  return found;
}

/** Changes the workspace's settings and writes down what they were before. */
export async function changeWorkspaceSettings(
  tx: Tx,
  asked: {
    readonly actor: StaffActor;
    readonly address: string | null;
    readonly now: Instant;
    readonly change: WorkspaceChange;
  },
): Promise<void> {
  const { actor, change } = asked;
  const { workspaceId } = actor;
  const fields = problemsOf(change);
  if (fields.length > 0) throw new RequestRefused('invalid_request', { fields });
  if (change.catchAllAgentId !== undefined) await requireOwner(tx, workspaceId, change);
  const before = await readWorkspaceSettings(tx, workspaceId);
  await sql`
    update workspace
    set
      name = coalesce(${change.name ?? null}, name),
      language = coalesce(${change.language ?? null}, language),
      time_zone = coalesce(${change.timeZone ?? null}, time_zone),
      currency = coalesce(${change.currency ?? null}, currency),
      catch_all_agent_id = coalesce(${change.catchAllAgentId ?? null}::uuid, catch_all_agent_id)
    where id = ${workspaceId}
  `.execute(tx);
  const after = await readWorkspaceSettings(tx, workspaceId);
  const were = new Map(Object.entries(before));
  const changed = Object.entries(after).filter(([name, value]) => were.get(name) !== value);
  if (changed.length === 0) return;
  await recordAudit(tx, {
    workspaceId,
    actor,
    action: 'workspace.changed',
    subject: { kind: 'workspace', id: workspaceId },
    details: Object.fromEntries(
      changed.map(([name, to]) => [name, { from: were.get(name) ?? null, to }]),
    ),
    address: asked.address,
    now: asked.now,
  });
}

/** What no schema can say: whether Belay speaks it, the world has it, money is counted in it. */
function problemsOf(change: WorkspaceChange): FieldProblem[] {
  const { language, timeZone, currency } = change;
  const problems: FieldProblem[] = [];
  if (language !== undefined && !isLanguage(language)) {
    problems.push({ path: 'language', code: 'unknown', message: 'Belay does not speak it' });
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    problems.push({ path: 'timeZone', code: 'unknown', message: 'is no IANA time zone' });
  }
  if (currency !== undefined && !Intl.supportedValuesOf('currency').includes(currency)) {
    problems.push({ path: 'currency', code: 'unknown', message: 'is no ISO 4217 currency' });
  }
  return problems;
}

/** By asking for a clock in it: the list of canonical names lacks aliases and `UTC`. */
function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The last to answer must be here and work tickets; the lock keeps them from leaving meanwhile. */
async function requireOwner(
  tx: Tx,
  workspaceId: WorkspaceId,
  { catchAllAgentId }: WorkspaceChange,
): Promise<void> {
  const { rows } = await sql`
    select
    from agent
    where workspace_id = ${workspaceId}
      and id = ${catchAllAgentId ?? null}
      and is_active
      and role in ('admin', 'manager', 'agent')
    for update
  `.execute(tx);
  if (rows.length === 0) {
    throw new RequestRefused('reference_not_found', { facts: { field: 'catchAllAgentId' } });
  }
}
