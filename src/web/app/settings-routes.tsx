import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from './parents.tsx';

/*
 * The pages of the settings, each inside the settings' frame and loaded when it is opened. A new one
 * is a route here, in the tree below, and an entry in `features/settings/sections.ts`.
 */
const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('../features/settings/settings-layout.tsx'),
    'SettingsLayout',
  ),
});

const indexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(
    () => import('../features/settings/settings-index.tsx'),
    'SettingsIndex',
  ),
});

const accountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'me',
  component: lazyRouteComponent(
    () => import('../features/security/account-screen.tsx'),
    'AccountScreen',
  ),
});

const apiKeyRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'api-keys',
  component: lazyRouteComponent(
    () => import('../features/security/api-key-screen.tsx'),
    'ApiKeyScreen',
  ),
});

const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'audit',
  component: lazyRouteComponent(
    () => import('../features/security/audit-screen.tsx'),
    'AuditScreen',
  ),
});

const calendarListRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'calendars',
  component: lazyRouteComponent(
    () => import('../features/settings/calendars/calendar-list-screen.tsx'),
    'CalendarListScreen',
  ),
});

const calendarRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'calendars/$calendarId',
  component: lazyRouteComponent(
    () => import('../features/settings/calendars/calendar-screen.tsx'),
    'CalendarScreen',
  ),
});

export const settingsRoutes = settingsRoute.addChildren([
  indexRoute,
  accountRoute,
  apiKeyRoute,
  auditRoute,
  calendarListRoute,
  calendarRoute,
]);
