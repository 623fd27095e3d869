import type { FastifyInstance } from 'fastify';
import { hostname } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { mailDoors } from './channels/mail/runtime/doors.ts';
import { createMailRuntime } from './channels/mail/runtime/feature.ts';
import { webchatFeature } from './channels/webchat/feature.ts';
import { webhookFeature } from './connectors/webhooks/feature.ts';
import type { Feature } from './feature.ts';
import { agentRoutes } from './features/agent/routes.ts';
import { createLivePresence, type LivePresence } from './features/agent/live-presence.ts';
import { apiKeyRoutes } from './features/api-key/routes.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { contactFeature } from './features/contact/feature.ts';
import { calendarFeature } from './features/calendar/feature.ts';
import { holidayFeature } from './features/holiday/feature.ts';
import { directoryRoutes } from './features/directory/routes.ts';
import { feedbackFeature, surveyLinkOf } from './features/feedback/public.ts';
import { invitationRoutes } from './features/invitation/routes.ts';
import { matrixFeature } from './features/matrix/feature.ts';
import { createLetterWording, forgetUploads, writeLetters } from './features/message/public.ts';
import { writeNotifications } from './features/notification/public.ts';
import { notificationRoutes } from './features/notification/routes.ts';
import { reportRoutes } from './features/report/routes.ts';
import { policyFeature } from './features/policy/feature.ts';
import { searchFeature } from './features/search/feature.ts';
import { setupRoutes } from './features/setup/routes.ts';
import { setupStarters } from './setup-starters.ts';
import { sessionRoutes } from './features/session/routes.ts';
import {
  type ChangeListener,
  createWriteCore,
  eventChannel,
  ticketTimerHandlers,
  type WriteCore,
} from './features/ticket/public.ts';
import { channelRoutes } from './features/channel/public.ts';
import { templateRoutes } from './features/template/routes.ts';
import { teamRoutes } from './features/team/routes.ts';
import { workspaceRoutes } from './features/workspace/routes.ts';
import { escalationRoutes } from './features/escalation/routes.ts';
import { mailRoutes } from './channels/mail/runtime/mail-routes.ts';
import { messageFileRoutes } from './features/message/file-routes.ts';
import { messageRoutes } from './features/message/routes.ts';
import { ticketRoutes } from './features/ticket/routes.ts';
import { type Auditor, startAuditor } from './features/ticket/auditor.ts';
import { AccessGate } from './platform/access/access.ts';
import { ticketVisibilityLoader } from './platform/access/ticket-visibility.ts';
import { createAuthenticator } from './platform/auth/authenticator.ts';
import { createIdentity, type Identity, signInSecret } from './platform/auth/identity.ts';
import { type Clock, VirtualClock } from './platform/clock.ts';
import type { Db } from './platform/db/database.ts';
import type { FileStore } from './platform/files/file-store.ts';
import { createFolderStore } from './platform/files/folder-store.ts';
import { createFileLinks, type FileLinks } from './platform/files/link.ts';
import { fileRoutes } from './platform/files/routes.ts';
import { databaseCheck, eventsCheck, pagesCheck } from './platform/health/checks.ts';
import { createHealthRegistry, type HealthRegistry } from './platform/health/health.ts';
import {
  createReadiness,
  healthRoutes,
  mountProbes,
  type Readiness,
} from './platform/health/routes.ts';
import { createHttpApp } from './platform/http/app.ts';
import { fileLimitBytesDefault } from './platform/http/body.ts';
import type { RateLimits } from './platform/http/rate-limit.ts';
import { mountTestClock } from './platform/http/test-clock.ts';
import { startHousekeeping } from './platform/housekeeping.ts';
import { createIdempotencyStore } from './platform/idempotency/store.ts';
import { mountDeskSocket } from './platform/live/desk-socket.ts';
import { type Follower, startFollower } from './platform/live/follower.ts';
import { listenForHints } from './platform/live/hint-listener.ts';
import { createLiveHub, type LiveHub } from './platform/live/hub.ts';
import { liveRoutes } from './platform/live/routes.ts';
import type { Logger } from './platform/log.ts';
import { mountHttpMetrics } from './platform/metrics/http-metrics.ts';
import { allIdle, gathered, type Loop } from './platform/loop.ts';
import { type OutboxHandler, post, startOutbox } from './platform/outbox.ts';
import { createSealer, type Sealer } from './platform/seal.ts';
import { startTimekeeper, type TimerHandler, type Timekeeper } from './platform/timekeeper.ts';

/** What a Belay is made of: everything that differs between production, tests and tools. */
export type BelayParts = {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** For LISTEN, which needs a session of its own. */
  readonly sessionAddress: pg.ClientConfig;
  readonly clock: Clock;
  readonly log: Logger;
  readonly baseUrl: string;
  readonly secret: string;
  readonly filesFolder: string;
  /** The installation's own mail server, for channels without one and for invitations. */
  readonly smtpUrl: string | null;
  readonly version: string;
  /** Hosts that may be called although they are not public; see BELAY_OUTBOUND_HOSTS. */
  readonly outboundHosts?: readonly string[];
  /** Reverse proxies on other machines; see BELAY_TRUSTED_PROXIES. */
  readonly trustedProxies?: readonly string[];
  readonly rateLimits?: RateLimits;
};

/** What features stand on. */
export type Ground = BelayParts & {
  readonly core: WriteCore;
  readonly gate: AccessGate;
  readonly hub: LiveHub;
  readonly identity: Identity;
  readonly files: FileStore;
  readonly sealer: Sealer;
  readonly fileLinks: FileLinks;
  readonly health: HealthRegistry;
  /** What `/readyz` answers; on when the port is open, off when stopping begins. */
  readonly readiness: Readiness;
  /** Who has the desk open: presence follows it. */
  readonly pages: LivePresence;
};

export type Belay = Ground & {
  readonly app: FastifyInstance;
  readonly timekeeper: Timekeeper;
  readonly outbox: Loop;
  readonly auditor: Auditor;
  /** Answers when nothing that is due is left undone; what a virtual clock waits for. */
  settle(): Promise<void>;
  /** Starts what works by itself beside the loops: mailbox readers and the like. */
  startFeatures(): Promise<void>;
  stop(): Promise<void>;
};

/** Puts one Belay together over an open, migrated database. It listens nowhere yet. */
export async function createBelay(parts: BelayParts): Promise<Belay> {
  const { db, clock, log } = parts;
  const changeListeners: ChangeListener[] = [];
  const loops: Loop[] = [];
  const wake = (): void => {
    for (const loop of loops) loop.wake();
  };
  const core = createWriteCore({
    db,
    clock,
    listeners: changeListeners,
    wordLetters: createLetterWording(surveyLinkOf(parts)),
    onCommit: wake,
  });
  const gate = new AccessGate();
  gate.register('ticket', ticketVisibilityLoader(db));
  const follower = await startFollower({ db, log });
  const hub = createLiveHub({ db, follower });
  const ground: Ground = {
    ...parts,
    core,
    gate,
    hub,
    identity: identityOf(parts, core),
    files: await createFolderStore(parts.filesFolder),
    sealer: createSealer(parts.secret),
    fileLinks: createFileLinks(parts.secret),
    health: healthOf(parts, follower),
    readiness: createReadiness(),
    pages: createLivePresence(core, log),
  };
  const features = featuresOf(ground);
  changeListeners.push(...features.flatMap((feature) => feature.changeListeners ?? []));

  const running = startLoops(parts, features, { loops, follower, wake });
  const { timekeeper, outbox, settle } = running;
  const forget = clock.settleWith(settle);

  const app = await createHttpApp(httpOptions(ground, features));
  const housekeeping = startHousekeeping({
    db,
    clock,
    log,
    sweeps: [(now) => forgetUploads(ground, now)],
  });
  const auditor = startAuditor({ db, clock, log });
  ground.health.addHealthCheck('auditor', auditor.check);
  return {
    ...ground,
    app,
    timekeeper,
    outbox,
    auditor,
    settle,
    startFeatures: async () => {
      for (const feature of features) await feature.start?.();
    },
    stop: async () => {
      forget();
      housekeeping.stop();
      auditor.stop();
      ground.pages.stop();
      for (const feature of features) await feature.stop?.();
      hub.stop();
      await app.close();
      await Promise.all([running.stop(), follower.stop()]);
      await ground.identity.background.settled();
    },
  };
}

/** How often a loop looks at its rows while batch after batch, here or elsewhere, says there are new. */
const hintRestMs = 100;

type Rousing = {
  /** Filled here; every commit wakes them all. */
  readonly loops: Loop[];
  readonly follower: Follower;
  readonly wake: () => void;
};

/** Starts what works without being asked: deliveries, due things, and the ear for other processes. */
function startLoops(parts: BelayParts, features: readonly Feature[], rousing: Rousing) {
  const { db, clock, log } = parts;
  const { loops, follower, wake } = rousing;
  const rouse = gathered(hintRestMs, wake);
  const hints = listenForHints({
    sessionAddress: parts.sessionAddress,
    channels: [eventChannel],
    log,
    onHint: () => {
      follower.hint();
      rouse.ask();
    },
  });
  const outbox = startOutbox({
    db,
    clock,
    log,
    handlers: merged(features.map(({ outboxHandlers }) => outboxHandlers)),
    owner: `${hostname()}:${process.pid}`,
  });
  const timekeeper = startTimekeeper({
    db,
    clock,
    log,
    handlers: merged<TimerHandler>(features.map(({ timerHandlers }) => timerHandlers)),
    onFired: rouse.ask,
  });
  loops.push(outbox, timekeeper, ...features.flatMap((feature) => feature.loops ?? []));
  return {
    outbox,
    timekeeper,
    settle: async (): Promise<void> => {
      follower.hint();
      do {
        wake();
        await allIdle(loops);
      } while (rouse.take());
    },
    stop: async (): Promise<void> => {
      await Promise.all([timekeeper.stop(), outbox.stop(), hints.stop()]);
    },
  };
}

function identityOf(parts: BelayParts, core: WriteCore): Identity {
  return createIdentity({
    ...parts,
    onPeopleChanged: (workspaceId) => core.forget(workspaceId),
    enqueueMail: async (tx, mail, now) => {
      const { workspaceId, ...payload } = mail;
      await post(tx, {
        workspaceId,
        kind: 'account_mail',
        orderKey: `account:${mail.to.email}`,
        payload,
        notBefore: now,
        createdAt: now,
      });
    },
  });
}

/** Every feature, channel and connector there is. A new one is a line here. */
function featuresOf(ground: Ground): readonly Feature[] {
  const { core, gate, db, clock, identity } = ground;
  const mail = createMailRuntime(ground);
  return [
    mail,
    { routes: channelRoutes(ground, mailDoors(ground, mail)) },
    { routes: sessionRoutes(identity) },
    { routes: setupRoutes(identity, setupStarters(ground, mail)) },
    { routes: invitationRoutes(identity) },
    { routes: apiKeyRoutes({ db, clock }) },
    { routes: auditRoutes({ db }) },
    { routes: directoryRoutes({ db }) },
    contactFeature(ground),
    { routes: [...agentRoutes(core), ...teamRoutes(core), ...workspaceRoutes(core)] },
    { routes: templateRoutes({ db, clock }) },
    webhookFeature(ground),
    { routes: ticketRoutes(core, gate), timerHandlers: ticketTimerHandlers(core) },
    { routes: messageRoutes(core, gate) },
    { routes: messageFileRoutes(ground) },
    { routes: mailRoutes(ground, mail.parser) },
    { routes: escalationRoutes(core, gate) },
    calendarFeature(ground),
    holidayFeature(ground),
    policyFeature(ground),
    matrixFeature(ground),
    { routes: reportRoutes({ db, clock }) },
    searchFeature(ground),
    { routes: notificationRoutes({ db, clock }), changeListeners: [writeNotifications] },
    feedbackFeature(ground),
    webchatFeature(ground),
    { changeListeners: [writeLetters] },
  ];
}

function httpOptions(ground: Ground, features: readonly Feature[]) {
  const { db, clock, log, hub, gate } = ground;
  const now = (): ReturnType<Clock['now']> => clock.now();
  const authenticator = createAuthenticator({
    db,
    baseUrl: ground.baseUrl,
    secret: signInSecret(ground.secret),
    now,
  });
  return {
    routes: [
      ...features.flatMap((feature) => feature.routes ?? []),
      ...liveRoutes({ db, hub, authenticator }),
      ...fileRoutes({ files: ground.files, links: ground.fileLinks, now }),
      ...healthRoutes({ health: ground.health, db, now }),
    ],
    mounts: [
      mountHttpMetrics,
      ...(clock instanceof VirtualClock && clock.isRunning ? [mountTestClock(clock)] : []),
      mountProbes(ground.readiness, async () => (await databaseCheck(db)()).length === 0),
      ...features.flatMap((feature) => feature.mounts ?? []),
      mountDeskSocket({ hub, gate, now, pages: ground.pages }),
    ],
    pages: pagesOf(),
    authenticator,
    idempotency: createIdempotencyStore(db, now),
    baseUrl: new URL(ground.baseUrl),
    now,
    log,
    version: ground.version,
    fileLimitBytes: fileLimitBytesDefault,
    trustedProxies: ground.trustedProxies ?? [],
    ...(ground.rateLimits === undefined ? {} : { rateLimits: ground.rateLimits }),
  };
}

function healthOf(parts: BelayParts, follower: Follower): HealthRegistry {
  const { db, clock, version } = parts;
  const health = createHealthRegistry({ version, now: () => clock.now() });
  health.addHealthCheck('database', databaseCheck(db));
  health.addHealthCheck('events', eventsCheck(db, follower));
  health.addHealthCheck('pages', pagesCheck(pagesOf()));
  return health;
}

function pagesOf() {
  const dist = path.join(import.meta.dirname, '../../dist');
  return [
    {
      folder: path.join(dist, 'widget'),
      prefix: '/widget/',
      // The chat's own page has one door, `frame-route.ts`, which names the sites that may show it.
      entries: [],
      isEmbeddable: true,
    },
    {
      folder: path.join(dist, 'web'),
      prefix: '/',
      entries: [{ prefix: '/', file: 'index.html' }],
      isEmbeddable: false,
    },
  ];
}

function merged<Handler = OutboxHandler>(
  maps: readonly (ReadonlyMap<string, Handler> | undefined)[],
): ReadonlyMap<string, Handler> {
  const all = new Map<string, Handler>();
  for (const map of maps) {
    for (const [kind, handler] of map ?? []) {
      if (all.has(kind)) throw new Error(`two features handle ${kind}`);
      all.set(kind, handler);
    }
  }
  return all;
}
