import { createRouter } from '@tanstack/react-router';
import { PendingScreen } from './pending-screen.tsx';
import { routeTree } from './routes.tsx';

/** Pages are fetched when a link is pointed at; the old one stays until the new one is there. */
export function createAppRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 400,
    defaultPendingMinMs: 200,
    defaultPendingComponent: PendingScreen,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
