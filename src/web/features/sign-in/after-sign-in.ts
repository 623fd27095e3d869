import type { useRouter } from '@tanstack/react-router';
import { queryClient } from '../../lib/query.ts';
import { sessionQuery } from '../../lib/session.ts';

/** Where to go after signing in: the page that was asked for, if it is one of this desk. */
export function ownPath(to: unknown): string {
  // Browsers drop tabs and line ends and turn `\` into `/`: each could make another site of it.
  if (typeof to !== 'string' || !/^\/(?!\/)[^\s\\]*$/.test(to)) return '/';
  return to.startsWith('/sign-in') ? '/' : to;
}

/** Forgets what was read before, learns who is signed in, and opens the page. */
export async function enterDesk(
  router: ReturnType<typeof useRouter>,
  to: string | (() => Promise<string>),
): Promise<void> {
  queryClient.clear();
  await queryClient.fetchQuery(sessionQuery);
  await router.navigate({ href: typeof to === 'string' ? to : await to(), replace: true });
}
