import { sql } from 'kysely';
import type { MatrixVersion } from '#contract/matrix.ts';
import type { MatrixVersionId, WorkspaceId } from '#domain/kernel/id.ts';
import { toIso } from '#domain/kernel/instant.ts';
import type { MatrixContent } from '#domain/matrix/matrix.ts';
import { proveMatrix } from '#domain/matrix/prove.ts';
import { parseMatrixText } from '#domain/matrix/text.ts';
import { validateMatrix } from '#domain/matrix/validate.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json, type JsonValue } from '#server/platform/db/parameters.ts';
import { acceptedOrThrow, RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { recordAudit } from '../audit/public.ts';
import { readState, readVersion } from './queries.ts';

/*
 * One row is published, at most one is the draft, the others are archived.
 *
 *   draft → published → archived
 *
 * A rollback publishes an earlier content as a version of its own, so that versions only ever
 * count up and the history says what was in force when. Running escalations carry their path and
 * are touched by none of it.
 */

/** The command line acts for a workspace and for nobody in it. */
type SystemActor = {
  readonly kind: 'system';
  readonly workspaceId: WorkspaceId;
  readonly agentId: null;
};

/** Who does it, and from where: for the audit log. */
export type By = {
  readonly actor: StaffActor | SystemActor;
  readonly address: string | null;
};

/** Keeps the draft as it is written; whether it could be published is asked when it is to be. */
export async function keepDraft(
  core: WriteCore,
  by: By,
  asked: {
    readonly content: MatrixContent;
    readonly note?: string | undefined;
    readonly basedOn: string | null;
  },
): Promise<MatrixVersion> {
  const id = await core.commit(async (tx) => {
    const draft = await lockDraft(tx, by);
    refuseOther(draft, asked.basedOn);
    return writeDraft(tx, core, { by, content: asked.content, note: asked.note ?? null });
  });
  return versionOf(core, by, id);
}

/** Takes the draft from a text file, with teams and people found by name where ids differ. */
export async function importDraft(
  core: WriteCore,
  by: By,
  asked: { readonly text: string; readonly basedOn: string | null },
): Promise<MatrixVersion> {
  const id = await core.commit(async (tx) => {
    const { directory } = await core.context(tx, by.actor.workspaceId);
    const content = acceptedOrThrow(parseMatrixText(asked.text, directory));
    refuseOther(await lockDraft(tx, by), asked.basedOn);
    const written = await writeDraft(tx, core, { by, content, note: null });
    await audit(tx, core, by, {
      action: 'matrix.imported',
      id: written,
      details: { rules: content.rules.length },
    });
    return written;
  });
  return versionOf(core, by, id);
}

/** The same from a file on the command line; `isReplacing` overwrites a draft that is there. */
export async function importDraftFrom(
  core: WriteCore,
  asked: {
    readonly workspaceId: WorkspaceId;
    readonly text: string;
    readonly isReplacing: boolean;
  },
): Promise<{ readonly version: number; readonly content: MatrixContent }> {
  const { workspaceId, text, isReplacing } = asked;
  const by: By = { actor: { kind: 'system', workspaceId, agentId: null }, address: null };
  const { draft } = await readState(core.db, workspaceId);
  const basedOn = isReplacing ? (draft?.updatedAt ?? null) : null;
  const { version, content } = await importDraft(core, by, { text, basedOn });
  return { version, content: content as unknown as MatrixContent };
}

/** Changes the draft inside a caller's transaction; one is begun from the published matrix. */
export async function changeMatrixDraft(
  tx: Tx,
  core: WriteCore,
  part: { readonly by: By; readonly change: (content: MatrixContent) => MatrixContent },
): Promise<void> {
  const { by, change } = part;
  await lockDraft(tx, by);
  const { published, draft } = await readState(tx, by.actor.workspaceId);
  const content = (draft ?? published).content as unknown as MatrixContent;
  await writeDraft(tx, core, { by, content: change(content), note: null });
}

/** Throws the draft away. Nothing happens when there is none. */
export async function dropDraft(core: WriteCore, by: By): Promise<void> {
  await core.commit(async (tx) => {
    const draft = await lockDraft(tx, by);
    if (draft === null) return;
    await sql`
      delete from matrix_version
      where workspace_id = ${by.actor.workspaceId}
        and id = ${draft.id}
        and state = 'draft'
    `.execute(tx);
    await audit(tx, core, by, { action: 'matrix.discarded', id: draft.id, details: {} });
  });
}

export type Publication = {
  readonly source:
    | { readonly kind: 'draft'; readonly basedOn: string }
    | { readonly kind: 'version'; readonly versionId: string };
  readonly note: string;
  readonly acceptsDeadEnds: boolean;
};

/**
 * Publishes the draft, or an earlier version again. Refuses what is invalid, and dead ends unless
 * they are accepted in so many words, which the audit log keeps.
 */
export async function publish(core: WriteCore, by: By, asked: Publication): Promise<MatrixVersion> {
  const { workspaceId } = by.actor;
  const id = await core.commit(async (tx) => {
    const draft = await lockDraft(tx, by);
    const versionId = await sourceOf(tx, core, { by, asked, draft });
    const version = await readVersion(tx, workspaceId, versionId);
    if (version === null) throw new RequestRefused('not_found');
    const deadEnds = await prove(tx, core, { by, asked, version });
    const now = at(core.clock.now());
    await sql`
      update matrix_version
      set state = 'archived'
      where workspace_id = ${workspaceId}
        and state = 'published'
    `.execute(tx);
    // A rollback may have gone past the draft's number: what is in force always has the highest.
    const { rows } = await sql<{ version: number }>`
      update matrix_version v
      set
        state = 'published', note = ${asked.note}, updated_at = ${now},
        published_at = ${now}, published_by = ${by.actor.agentId},
        version = greatest(
          v.version,
          (
            select max(o.version) + 1
            from matrix_version o
            where o.workspace_id = v.workspace_id
              and o.id <> v.id
          )
        )
      where v.workspace_id = ${workspaceId}
        and v.id = ${versionId}
      returning v.version
    `.execute(tx);
    await audit(tx, core, by, {
      action: asked.source.kind === 'draft' ? 'matrix.published' : 'matrix.rolled_back',
      id: versionId,
      details: {
        version: rows[0]?.version ?? version.version,
        note: asked.note,
        acceptedDeadEnds: deadEnds,
      },
    });
    return versionId;
  });
  core.forget(workspaceId);
  return versionOf(core, by, id);
}

type Draft = { readonly id: MatrixVersionId; readonly updatedAt: string };

/** The row to publish: the draft itself, or a copy of the earlier version as a new one. */
async function sourceOf(
  tx: Tx,
  core: WriteCore,
  part: { readonly by: By; readonly asked: Publication; readonly draft: Draft | null },
): Promise<string> {
  const { by, asked, draft } = part;
  if (asked.source.kind === 'draft') {
    if (draft === null) throw new RequestRefused('matrix_not_draft');
    refuseOther(draft, asked.source.basedOn);
    return draft.id;
  }
  const earlier = await readVersion(tx, by.actor.workspaceId, asked.source.versionId);
  if (earlier === null || earlier.state === 'draft') throw new RequestRefused('not_found');
  const content = earlier.content as unknown as MatrixContent;
  return insertDraft(tx, core, { by, content, note: asked.note });
}

/** Yields how many dead ends were accepted. */
async function prove(
  tx: Tx,
  core: WriteCore,
  part: { readonly by: By; readonly asked: Publication; readonly version: MatrixVersion },
): Promise<number> {
  const { by, asked, version } = part;
  const { declared, directory } = await core.context(tx, by.actor.workspaceId);
  const content = version.content as unknown as MatrixContent;
  const calendarIds = new Set(declared.calendars.keys());
  const problems = validateMatrix(content, { directory, calendarIds });
  if (problems.length > 0) {
    throw new RequestRefused('matrix_invalid', {
      fields: problems.map((problem) => ({
        path: dotted(problem.at),
        code: problem.code,
        message: Object.values(problem.values).join(', '),
      })),
    });
  }
  const dead = proveMatrix(content, directory).flatMap((finding) =>
    finding.kind === 'dead_step' || finding.kind === 'dead_path' ? [finding] : [],
  );
  if (dead.length > 0 && !asked.acceptsDeadEnds) {
    throw new RequestRefused('matrix_unsafe', {
      fields: dead.map(({ at: pointer, kind }) => ({
        path: dotted(pointer),
        code: kind,
        message: '',
      })),
    });
  }
  return dead.length;
}

/** `/rules/2/path` as the API names fields everywhere else: `rules.2.path`. */
function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}

/** Serialises all that writes matrices of the workspace, and yields the draft. */
async function lockDraft(tx: Tx, by: By): Promise<Draft | null> {
  const { workspaceId } = by.actor;
  await sql`
    select
    from matrix_version
    where workspace_id = ${workspaceId}
      and state = 'published'
    for update
  `.execute(tx);
  const draft = await tx
    .selectFrom('matrix_version')
    .select(['id', 'updated_at'])
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return draft === undefined ? null : { id: draft.id, updatedAt: toIso(draft.updated_at) };
}

/** Refuses to write over what somebody else has changed meanwhile. */
function refuseOther(draft: Draft | null, basedOn: string | null): void {
  if ((draft?.updatedAt ?? null) !== basedOn) {
    throw new RequestRefused('version_mismatch', {
      facts: { updatedAt: draft?.updatedAt ?? null },
    });
  }
}

type Written = {
  readonly by: By;
  readonly content: MatrixContent;
  /** Null keeps the note that is there. */
  readonly note: string | null;
};

async function writeDraft(tx: Tx, core: WriteCore, written: Written): Promise<string> {
  const { by, content, note } = written;
  const { rows } = await sql<{ id: string }>`
    update matrix_version
    set
      document = ${json(content)},
      note = coalesce(${note}, note),
      -- Moments tell drafts apart, so two writes in one millisecond must not look the same.
      updated_at = greatest(${at(core.clock.now())}, updated_at + interval '1 ms')
    where workspace_id = ${by.actor.workspaceId}
      and state = 'draft'
    returning id
  `.execute(tx);
  return rows[0]?.id ?? insertDraft(tx, core, { by, content, note: note ?? '' });
}

async function insertDraft(
  tx: Tx,
  core: WriteCore,
  made: { readonly by: By; readonly content: MatrixContent; readonly note: string },
): Promise<string> {
  const { by, content, note } = made;
  const id = newId<MatrixVersionId>();
  const now = at(core.clock.now());
  await sql`
    insert into matrix_version
      (workspace_id, id, version, state, document, note, created_at, created_by, updated_at)
    select
      ${by.actor.workspaceId}, ${id}, coalesce(max(version), 0) + 1, 'draft', ${json(content)},
      ${note}, ${now}, ${by.actor.agentId}, ${now}
    from matrix_version
    where workspace_id = ${by.actor.workspaceId}
  `.execute(tx);
  return id;
}

async function audit(
  tx: Tx,
  core: WriteCore,
  by: By,
  act: {
    readonly action: string;
    readonly id: string;
    readonly details: Readonly<Record<string, JsonValue>>;
  },
): Promise<void> {
  await recordAudit(tx, {
    workspaceId: by.actor.workspaceId,
    actor: by.actor,
    action: act.action,
    subject: { kind: 'matrix', id: act.id },
    details: act.details,
    address: by.address,
    now: core.clock.now(),
  });
}

async function versionOf(core: WriteCore, by: By, id: string): Promise<MatrixVersion> {
  const version = await readVersion(core.db, by.actor.workspaceId, id);
  if (version === null) throw new RequestRefused('not_found');
  return version;
}
