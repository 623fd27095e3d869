import { sql } from 'kysely';
import { z } from 'zod';
import { channelStatus, emailSettings, webchatSettings } from '#contract/channel.ts';
import type { ChannelId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { Sealer } from '#server/platform/seal.ts';

/** What is sealed for a mail channel. */
export const emailSecrets = z.object({
  imapPassword: z.string().default(''),
  smtpPassword: z.string().default(''),
  hookSecret: z.string().default(''),
  /** Taken for a day after a new one was made, so that no mail is refused meanwhile. */
  previousHook: z.object({ secret: z.string(), until: z.number() }).nullable().default(null),
});
export type EmailSecrets = z.infer<typeof emailSecrets>;

/** What a reader noted. */
const keptStatus = channelStatus.omit({ canSend: true });

type ChannelBase = {
  readonly workspaceId: WorkspaceId;
  readonly id: ChannelId;
  readonly name: string;
  readonly address: string;
  readonly teamId: TeamId | null;
  readonly language: string;
  readonly isEnabled: boolean;
  readonly status: z.infer<typeof keptStatus>;
  readonly version: number;
  readonly createdAt: Instant;
};

export type EmailChannel = ChannelBase & {
  readonly kind: 'email';
  readonly settings: z.infer<typeof emailSettings>;
  readonly secrets: EmailSecrets;
};
export type WebchatChannel = ChannelBase & {
  readonly kind: 'webchat';
  readonly settings: z.infer<typeof webchatSettings>;
};
export type StoredChannel =
  | EmailChannel
  | WebchatChannel
  | (ChannelBase & { readonly kind: 'api' });

type Row = Omit<ChannelBase, 'status'> & {
  readonly kind: string;
  readonly settings: unknown;
  readonly sealedSecrets: string | null;
  readonly status: unknown;
};

const idle = { state: 'ready', problem: null, lastFetchAt: null } as const;

/** Reads channels: all of a workspace, one of them, or (for the readers) those of everybody. */
export async function readChannels(
  db: Db,
  sealer: Sealer,
  which: { readonly workspaceId?: WorkspaceId; readonly id?: string; readonly address?: string },
): Promise<StoredChannel[]> {
  const { rows } = await sql<Row>`
    select
      workspace_id as "workspaceId",
      id,
      kind,
      name,
      address,
      team_id as "teamId",
      language,
      settings,
      sealed_secrets as "sealedSecrets",
      is_enabled as "isEnabled",
      status,
      version,
      created_at as "createdAt"
    from channel
    where kind in ('email', 'webchat', 'api')
      and (${which.workspaceId ?? null}::uuid is null or workspace_id = ${which.workspaceId ?? null})
      and (${which.id ?? null}::uuid is null or id = ${which.id ?? null})
      and (${which.address ?? null}::text is null or address = ${which.address ?? null})
    order by created_at, id
  `.execute(db);
  return rows.map((row) => fromRow(row, sealer));
}

function fromRow(row: Row, sealer: Sealer): StoredChannel {
  const { sealedSecrets, settings, kind, ...rest } = row;
  const status = keptStatus.safeParse(row.status);
  const base = { ...rest, status: status.success ? status.data : idle };
  if (kind === 'email') {
    const secrets = sealedSecrets === null ? {} : sealer.open(sealedSecrets);
    return {
      ...base,
      kind,
      settings: emailSettings.parse(settings),
      secrets: emailSecrets.parse(secrets),
    };
  }
  if (kind === 'webchat') return { ...base, kind, settings: webchatSettings.parse(settings) };
  return { ...base, kind: 'api' };
}
