import { useRouter, useRouterState } from '@tanstack/react-router';
import { useMay } from '../lib/session.ts';
import { entryOf, type NavigationEntry, navigationEntries } from './navigation-entries.ts';

/** The entries that this person can open in this Belay. */
export function useNavigationEntries(): readonly NavigationEntry[] {
  const router = useRouter();
  const may = useMay();
  const known = new Set(Object.keys(router.routesByPath));
  return navigationEntries.filter(
    (entry) =>
      known.has(entry.route ?? entry.path) &&
      (entry.permission === undefined || may(entry.permission)),
  );
}

/** The path of the entry that the page shown belongs to. */
export function useCurrentPath(): string | null {
  const entries = useNavigationEntries();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return entryOf(pathname, entries)?.path ?? null;
}

/** Whether the page shown is at the path, or lies below it. */
export function useIsCurrent(): (path: string) => boolean {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return (path) => pathname === path || pathname.startsWith(`${path}/`);
}
