import { hkdfSync } from 'node:crypto';
import type { Pool } from 'pg';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Language } from '#locales/languages.ts';
import type { Db, Tx } from '../db/database.ts';
import type { Logger } from '../log.ts';
import { newId } from '../ids.ts';
import { Background } from './background.ts';
import { type AuthEngine, createAuthEngine } from './engine.ts';

/** A mail of Belay itself to somebody who works in it. It leaves by the outbox. */
export type AccountMail = {
  readonly workspaceId: WorkspaceId;
  readonly to: { readonly name: string; readonly email: string };
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
};

/** Puts a mail into the outbox, in the transaction that makes it necessary. */
export type EnqueueAccountMail = (tx: Tx, mail: AccountMail, now: Instant) => Promise<void>;

/** All that the features about people's identity stand on. Made once, in `main.ts`. */
export type Identity = {
  readonly db: Db;
  readonly clock: { now(): Instant };
  readonly engine: AuthEngine;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Derived from BELAY_SECRET for signing in alone. */
  readonly secret: string;
  readonly enqueueMail: EnqueueAccountMail;
  /** Told after somebody joined, or changed what others see of them. */
  readonly onPeopleChanged: (workspaceId: WorkspaceId) => void;
  /** Awaited by `settled()` when the process stops. */
  readonly background: Background;
};

export function createIdentity(options: {
  readonly pool: Pool;
  readonly db: Db;
  readonly clock: { now(): Instant };
  readonly baseUrl: string;
  /** Derived from BELAY_SECRET for signing in alone. */
  readonly secret: string;
  readonly enqueueMail: EnqueueAccountMail;
  /** Left out by programs that keep nothing of people in memory. */
  readonly onPeopleChanged?: (workspaceId: WorkspaceId) => void;
  readonly log: Logger;
}): Identity {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const { pool, db, clock, enqueueMail, log } = options;
  const onPeopleChanged = options.onPeopleChanged ?? (() => undefined);
  const secret = signInSecret(options.secret);
  const background = new Background((error) => log.error({ err: error }, 'sign-in work failed'));
  const engine = createAuthEngine({
    pool,
    baseUrl,
    secret,
    newId,
    log: (level, message) => log[level]({ part: 'better-auth' }, message),
  });
  return { db, clock, engine, baseUrl, secret, enqueueMail, onPeopleChanged, background };
}

/** A key of its own, so that a signature made elsewhere with BELAY_SECRET can never open a session. */
export function signInSecret(belaySecret: string): string {
  const key = hkdfSync('sha256', belaySecret, 'belay', 'sign-in', 32);
  return Buffer.from(key).toString('base64url');
}
