import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Permission } from '#domain/people/permission.ts';
import type { Session } from '#contract/session.ts';
import { ApiProblem, networkProblem, readProblem } from './api-problem.ts';
import { queryClient, sessionKey } from './query.ts';
import { observeServerTime } from './server-time.ts';

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

/** Forgets everything that was read in somebody's name. */
export async function forgetSession(): Promise<void> {
  queryClient.clear();
  await queryClient.invalidateQueries({ queryKey: sessionKey });
}

async function readSession(): Promise<Session | null> {
  const askedAtMs = Date.now();
  const response = await fetch('/api/v1/session', {
    headers: { accept: 'application/json' },
  }).catch(() => {
    throw networkProblem();
  });
  if (response.status === 401) return null;
  if (!response.ok) throw await readProblem(response);
  const session: unknown = await response.json();
  if (!isSession(session)) {
    throw new ApiProblem({ code: 'internal_error', status: 200, title: 'Not a session.' });
  }
  observeServerTime(session.serverTime, askedAtMs, Date.now());
  return session;
}

function isSession(value: unknown): value is Session {
  return typeof value === 'object' && value !== null && 'agent' in value && 'permissions' in value;
}
