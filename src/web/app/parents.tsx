import { createRootRoute, createRoute, redirect } from '@tanstack/react-router';
import { queryClient } from '../lib/query.ts';
import { sessionQuery } from '../lib/session.ts';
import { CrashScreen } from './crash-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { Root } from './root.tsx';
import { Shell } from './shell.tsx';

/** Above every screen: theme, language, links, what is shown when something breaks. */
export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundScreen,
  errorComponent: CrashScreen,
});

/**
 * Above every screen for signed-in people: the guard and the shell with navigation. Who is not
 * signed in is led to sign in and back; who has not set the workspace up, to the first questions.
 */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) {
      const to = location.href === '/' ? '' : `?to=${encodeURIComponent(location.href)}`;
      throw redirect({ href: `/sign-in${to}` });
    }
    const mayAnswer = session.permissions.includes('settings.write');
    if (!session.workspace.isSetUp && mayAnswer) throw redirect({ href: '/setup' });
    return { session };
  },
  component: Shell,
  errorComponent: CrashScreen,
  notFoundComponent: NotFoundScreen,
});
