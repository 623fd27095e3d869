import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queryClient } from '../lib/query.ts';
import { readContactsSearch } from '../features/contact/contacts-search.ts';
import { readInboxSearch } from '../features/inbox/inbox-search.ts';
import { sessionQuery } from '../lib/session.ts';
import { readReportSearch } from '../features/report/report-address.ts';
import { NotFoundScreen } from './not-found-screen.tsx';
import { rootRoute, signedInRoute } from './parents.tsx';
import { matrixRoute, settingsRoutes } from './settings-routes.tsx';

/*
 * Every screen has one route here, and is loaded when it is opened. To add one:
 *
 *   const reportsRoute = createRoute({
 *     getParentRoute: () => signedInRoute,          // rootRoute for pages before sign-in
 *     path: '/reports',
 *     validateSearch: readReportSearch,             // what the URL holds, where it holds something
 *     component: lazyRouteComponent(
 *       () => import('../features/report/report-screen.tsx'),
 *       'ReportScreen',
 *     ),
 *   });
 *
 * and put it into the tree below. Its line in the navigation is in `navigation-entries.ts`, where
 * it shows as soon as the route is there.
 */
const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: '/inbox/mine', replace: true });
  },
});

const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/__gallery',
  component: lazyRouteComponent(
    () => import('../features/gallery/gallery-screen.tsx'),
    'GalleryScreen',
  ),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { to?: string } =>
    typeof search['to'] === 'string' ? { to: search['to'] } : {},
  component: lazyRouteComponent(
    () => import('../features/sign-in/sign-in-screen.tsx'),
    'SignInScreen',
  ),
});

const signInLinkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/link',
  component: lazyRouteComponent(() => import('../features/sign-in/link-screen.tsx'), 'LinkScreen'),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('../features/sign-in/reset-screen.tsx'),
    'ResetScreen',
  ),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(
    () => import('../features/sign-in/invitation-screen.tsx'),
    'InvitationScreen',
  ),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ href: '/sign-in?to=/setup' });
    if (session.workspace.isSetUp) throw redirect({ href: '/' });
  },
  component: lazyRouteComponent(() => import('../features/setup/setup-screen.tsx'), 'SetupScreen'),
});

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox/$view',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('../features/inbox/inbox-screen.tsx'), 'InboxScreen'),
});

/** The same screen, which stays as it is while one goes from ticket to ticket. */
const inboxTicketRoute = createRoute({ getParentRoute: () => inboxRoute, path: '$ticketId' });

const anyInboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox',
  beforeLoad: () => {
    throw redirect({ href: '/inbox/mine', replace: true });
  },
});

const contactsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contacts',
  validateSearch: readContactsSearch,
  component: lazyRouteComponent(
    () => import('../features/contact/contacts-screen.tsx'),
    'ContactsScreen',
  ),
});

const reportsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/reports',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(
    () => import('../features/report/report-screen.tsx'),
    'ReportScreen',
  ),
});

/** Opened by customers from a letter: no sign-in, no shell. */
const rateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/rate/$token',
  component: lazyRouteComponent(() => import('../features/feedback/rate-screen.tsx'), 'RateScreen'),
});

/** Any other address: said inside the shell, after the guard has asked who it is. */
const unknownRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '$',
  component: NotFoundScreen,
});

export const routeTree = rootRoute.addChildren([
  homeRoute,
  galleryRoute,
  signInRoute,
  signInLinkRoute,
  resetRoute,
  invitationRoute,
  setupRoute,
  rateRoute,
  signedInRoute.addChildren([
    inboxRoute.addChildren([inboxTicketRoute]),
    contactsRoute,
    reportsRoute,
    anyInboxRoute,
    matrixRoute,
    settingsRoutes,
    unknownRoute,
  ]),
]);
