import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Permission } from '#domain/people/permission.ts';
import { changeSession, getSession, type Session, type SessionChange } from '#contract/session.ts';
import { signOut } from '#contract/sign-in.ts';
import { call } from './api.ts';
import { ApiProblem } from './api-problem.ts';
import { queryClient, sessionKey } from './query.ts';
import { observeServerTime } from './server-time.ts';
import type { ShortcutSettings } from './keyboard.ts';
import { saveShortcutSettings } from './use-shortcut.ts';

/** Who is signed in; null when nobody is. The server's clock is read off the answer. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: readSession,
  staleTime: 5 * 60_000,
});

export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** The session inside the signed-in part of the desk, where the guard has made sure of it. */
export function useSignedIn(): Session {
  const session = useSession();
  if (!session) throw new Error('this screen is for signed-in people');
  return session;
}

/** `const may = useMay()`, then `may('matrix.publish')`. Buttons are shown by this, doors are not. */
export function useMay(): (permission: Permission) => boolean {
  const session = useSession();
  return (permission) => session?.permissions.includes(permission) ?? false;
}

/** Changes the signed-in person's own settings, which are kept on the server. */
export async function changeOwnSettings(change: SessionChange): Promise<void> {
  queryClient.setQueryData(sessionKey, await call(changeSession, { body: change }));
}

/** Keeps the person's own keys here at once and, when signed in, on the server for other devices. */
export function saveOwnShortcuts(shortcuts: ShortcutSettings): void {
  saveShortcutSettings(shortcuts);
  if (!queryClient.getQueryData(sessionKey)) return;
  changeOwnSettings({ shortcuts: { ...shortcuts } }).catch((error: unknown) => {
    console.error('the shortcuts were kept on this device only', error);
  });
}

/** Signs out and leaves the page, so that nothing read in somebody's name stays in memory. */
export async function leave(): Promise<void> {
  await call(signOut);
  location.assign('/sign-in');
}

async function readSession(): Promise<Session | null> {
  const askedAtMs = Date.now();
  try {
    const session = await call(getSession);
    observeServerTime(session.serverTime, askedAtMs, Date.now());
    return session;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}
