import { sql } from 'kysely';
import type { PolicyDetail, PolicyDocument, PolicyList } from '#contract/policy.ts';
import type { PolicyVersionId, WorkspaceId } from '#domain/kernel/id.ts';
import type { PolicyVersion } from '#domain/sla/policy.ts';
import type { PolicyProblem } from '#domain/sla/policy-problem.ts';
import { validatePolicy, validatePolicyOrder } from '#domain/sla/validate-policy.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json, type JsonValue } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { recordAudit } from '../audit/public.ts';
import { readPolicies, readPolicyDetail } from './queries.ts';

/** Who does it, and from where: for the audit log. */
export type By = { readonly actor: StaffActor; readonly address: string | null };

/** A policy as it stands while it is locked. */
export type LockedPolicy = {
  readonly id: string;
  readonly kind: PolicyVersion['kind'];
  readonly isArchived: boolean;
  readonly version: number;
  readonly document: PolicyVersion;
};

/** Makes a policy and puts it before all others, where it can match. */
export async function addPolicy(
  core: WriteCore,
  by: By,
  document: PolicyDocument,
): Promise<PolicyDetail> {
  const { workspaceId } = by.actor;
  const now = core.clock.now();
  const policy = versionOf(document, newId());
  await core.commit(async (tx) => {
    const rows = await lockPolicies(tx, workspaceId);
    await check(tx, core, { workspaceId, policy });
    checkOrder([policy, ...documentsOf(rows)]);
    await sql`
      insert into sla_policy
        (workspace_id, id, name, kind, position, current_version_id, created_at)
      select
        ${workspaceId}, ${policy.policyId}, ${policy.name}, ${policy.kind},
        coalesce(min(position), 1) - 1, ${policy.id}, ${at(now)}
      from sla_policy
      where workspace_id = ${workspaceId}
    `.execute(tx);
    await insertVersion(tx, core, { by, policy, version: 1 });
    await audit(tx, core, by, { action: 'policy.created', policy, version: 1 });
  });
  core.forget(workspaceId);
  return detailOf(core, by, policy.policyId);
}

/** Saves a new version and makes it current. Running clocks keep theirs (C15). */
export async function changePolicy(
  core: WriteCore,
  by: By,
  asked: {
    readonly policyId: string;
    readonly version: number;
    readonly document: PolicyDocument;
  },
): Promise<PolicyDetail> {
  const { workspaceId } = by.actor;
  await core.commit(async (tx) => {
    const rows = await lockPolicies(tx, workspaceId);
    const row = rows.find(({ id }) => id === asked.policyId);
    if (row === undefined) throw new RequestRefused('not_found');
    if (row.version !== asked.version) {
      throw new RequestRefused('version_mismatch', { facts: { version: row.version } });
    }
    if (row.kind !== asked.document.kind) {
      const fields = [{ path: 'kind', code: 'kind_fixed', message: row.kind }];
      throw new RequestRefused('policy_invalid', { fields });
    }
    const document = versionOf(asked.document, row.id);
    const others = rows.map((each) => (each === row ? { ...row, document } : each));
    checkOrder(documentsOf(others));
    await addPolicyVersionIn(tx, core, { by, row, document });
  });
  core.forget(workspaceId);
  return detailOf(core, by, asked.policyId);
}

/** Adds a version to a locked policy. The id in the document is made anew. */
export async function addPolicyVersionIn(
  tx: Tx,
  core: WriteCore,
  made: { readonly by: By; readonly row: LockedPolicy; readonly document: PolicyVersion },
): Promise<void> {
  const { by, row } = made;
  const { workspaceId } = by.actor;
  const policy = { ...made.document, id: newId<PolicyVersionId>() };
  await check(tx, core, { workspaceId, policy });
  const version = row.version + 1;
  await insertVersion(tx, core, { by, policy, version });
  await sql`
    update sla_policy
    set name = ${policy.name}, current_version_id = ${policy.id}
    where workspace_id = ${workspaceId}
      and id = ${row.id}
  `.execute(tx);
  await audit(tx, core, by, { action: 'policy.changed', policy, version });
}

/** Sets the order of matching. Policies that are put away keep their place behind. */
export async function reorderPolicies(
  core: WriteCore,
  by: By,
  policyIds: readonly string[],
): Promise<PolicyList> {
  const { workspaceId } = by.actor;
  await core.commit(async (tx) => {
    const rows = (await lockPolicies(tx, workspaceId)).filter(({ isArchived }) => !isArchived);
    const ordered = policyIds.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    const isWhole = ordered.length === rows.length && new Set(policyIds).size === rows.length;
    if (!isWhole || policyIds.length !== rows.length) {
      const fields = [{ path: 'policyIds', code: 'order_incomplete', message: '' }];
      throw new RequestRefused('invalid_request', { fields });
    }
    checkOrder(documentsOf(ordered));
    await sql`
      update sla_policy p
      set position = o.position
      from unnest(${policyIds}::uuid[]) with ordinality as o (id, position)
      where p.workspace_id = ${workspaceId}
        and p.id = o.id
    `.execute(tx);
    await recordAudit(tx, {
      workspaceId,
      actor: by.actor,
      action: 'policy.reordered',
      details: { order: ordered.map(({ document }) => document.name) },
      address: by.address,
      now: core.clock.now(),
    });
  });
  core.forget(workspaceId);
  return readPolicies(core.db, workspaceId);
}

/** Puts a policy away or takes it back; the last hop policy for everything must stay. */
export async function putAwayPolicy(
  core: WriteCore,
  by: By,
  asked: { readonly policyId: string; readonly isArchived: boolean },
): Promise<PolicyDetail> {
  const { workspaceId } = by.actor;
  const { policyId, isArchived } = asked;
  await core.commit(async (tx) => {
    const rows = await lockPolicies(tx, workspaceId);
    const row = rows.find(({ id }) => id === policyId);
    if (row === undefined) throw new RequestRefused('not_found');
    checkOrder(documentsOf(rows.map((each) => (each === row ? { ...row, isArchived } : each))));
    await sql`
      update sla_policy
      set archived_at = ${at(isArchived ? core.clock.now() : null)}
      where workspace_id = ${workspaceId}
        and id = ${policyId}
    `.execute(tx);
    const action = isArchived ? 'policy.archived' : 'policy.restored';
    await audit(tx, core, by, { action, policy: row.document, version: row.version });
  });
  core.forget(workspaceId);
  return detailOf(core, by, policyId);
}

/** Locks all policies of the workspace, so that their order is judged as it will be. */
export async function lockPolicies(tx: Tx, workspaceId: WorkspaceId): Promise<LockedPolicy[]> {
  const { rows } = await sql<LockedPolicy>`
    select
      p.id,
      p.kind,
      p.archived_at is not null as "isArchived",
      v.version,
      v.document
    from sla_policy p
    join sla_policy_version v on v.workspace_id = p.workspace_id and v.id = p.current_version_id
    where p.workspace_id = ${workspaceId}
    order by p.position, p.id
    for update of p
  `.execute(tx);
  return rows;
}

function documentsOf(rows: readonly LockedPolicy[]): PolicyVersion[] {
  return rows.filter(({ isArchived }) => !isArchived).map(({ document }) => document);
}

/** The document as a version: the request was parsed by the same shape, without the brands. */
export function versionOf(document: PolicyDocument, policyId: string): PolicyVersion {
  return { ...document, id: newId<PolicyVersionId>(), policyId } as unknown as PolicyVersion;
}

async function check(
  tx: Tx,
  core: WriteCore,
  made: { readonly workspaceId: WorkspaceId; readonly policy: PolicyVersion },
): Promise<void> {
  const { declared } = await core.context(tx, made.workspaceId);
  const now = core.clock.now();
  refuseFor(validatePolicy(made.policy, { calendars: declared.calendars, now }));
}

function checkOrder(policies: readonly PolicyVersion[]): void {
  refuseFor(
    validatePolicyOrder(policies).map((problem) => ({ ...problem, path: `order.${problem.path}` })),
  );
}

function refuseFor(problems: readonly PolicyProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new RequestRefused('policy_invalid', {
    fields: errors.map(({ path, code, value }) => ({ path, code, message: value ?? '' })),
  });
}

async function insertVersion(
  tx: Tx,
  core: WriteCore,
  made: { readonly by: By; readonly policy: PolicyVersion; readonly version: number },
): Promise<void> {
  const { by, policy, version } = made;
  await sql`
    insert into sla_policy_version
      (workspace_id, id, policy_id, version, document, created_at, created_by)
    values (
      ${by.actor.workspaceId}, ${policy.id}, ${policy.policyId}, ${version}, ${json(policy)},
      ${at(core.clock.now())}, ${by.actor.agentId}
    )
  `.execute(tx);
}

async function audit(
  tx: Tx,
  core: WriteCore,
  by: By,
  act: { readonly action: string; readonly policy: PolicyVersion; readonly version: number },
): Promise<void> {
  const details: Record<string, JsonValue> = { name: act.policy.name, version: act.version };
  await recordAudit(tx, {
    workspaceId: by.actor.workspaceId,
    actor: by.actor,
    action: act.action,
    subject: { kind: 'policy', id: act.policy.policyId },
    details,
    address: by.address,
    now: core.clock.now(),
  });
}

async function detailOf(core: WriteCore, by: By, policyId: string): Promise<PolicyDetail> {
  const detail = await readPolicyDetail(core.db, by.actor.workspaceId, policyId);
  if (detail === null) throw new RequestRefused('not_found');
  return detail;
}
