/**
 * The places where a process is killed on purpose, to show that nothing is lost or doubled
 * (promise P2). Each lies between two steps of which a crash must not separate the effects.
 */
export const crashPoints = [
  'intake.after_raw_stored',
  'intake.after_parsed',
  'intake.before_commit',
  'intake.after_commit',
  'reply.before_commit',
  'reply.after_commit',
  'escalate.before_commit',
  'escalate.after_commit',
  'fire.after_claim',
  'fire.before_commit',
  'fire.after_commit',
  'deliver.after_claim',
  'deliver.after_send',
  'deliver.after_commit',
] as const;

export type CrashPoint = (typeof crashPoints)[number];

/** The nth time that the process comes by a crash point, counted from 1. */
export type CrashPointPassage = { readonly name: CrashPoint; readonly passage: number };

type Armed = CrashPointPassage & { readonly act: () => void; seen: number };

let armed: Armed | null = null;

export function isCrashPoint(name: string): name is CrashPoint {
  return crashPoints.some((known) => known === name);
}

/** Marks a crash point. Does nothing at all unless a test has armed it. */
export function crashPoint(name: CrashPoint): void {
  if (armed === null || armed.name !== name) return;
  armed.seen += 1;
  if (armed.seen === armed.passage) armed.act();
}

/**
 * Arms one crash point; the start does so from BELAY_CRASH_AT, in test mode only. `act`
 * kills this process as hard as the kernel can, unless a test in the same process would
 * rather throw. Answers how to disarm it.
 */
export function armCrashPoint(where: CrashPointPassage, act: () => void = killSelf): () => void {
  armed = { ...where, act, seen: 0 };
  return () => {
    armed = null;
  };
}

function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}
