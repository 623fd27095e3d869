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

const peopleRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'people',
  component: lazyRouteComponent(
    () => import('../features/settings/people/people-screen.tsx'),
    'PeopleScreen',
  ),
});

const teamsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'teams',
  component: lazyRouteComponent(
    () => import('../features/settings/teams/teams-screen.tsx'),
    'TeamsScreen',
  ),
});

const workspaceRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'workspace',
  component: lazyRouteComponent(
    () => import('../features/settings/workspace/workspace-screen.tsx'),
    'WorkspaceScreen',
  ),
});

const channelsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'channels',
  component: lazyRouteComponent(
    () => import('../features/settings/channels/channels-screen.tsx'),
    'ChannelsScreen',
  ),
});

const templatesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'templates',
  component: lazyRouteComponent(
    () => import('../features/settings/templates/templates-screen.tsx'),
    'TemplatesScreen',
  ),
});

const webhooksRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'webhooks',
  component: lazyRouteComponent(
    () => import('../features/settings/webhooks/webhooks-screen.tsx'),
    'WebhooksScreen',
  ),
});

const healthRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'health',
  component: lazyRouteComponent(
    () => import('../features/settings/health/health-screen.tsx'),
    'HealthScreen',
  ),
});

const policyListRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'policies',
  component: lazyRouteComponent(
    () => import('../features/settings/policies/policy-list-screen.tsx'),
    'PolicyListScreen',
  ),
});

const policyRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'policies/$policyId',
  component: lazyRouteComponent(
    () => import('../features/settings/policies/policy-screen.tsx'),
    'PolicyScreen',
  ),
});

/** A place of its own in the navigation: it needs the whole width. */
export const matrixRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/matrix',
  component: lazyRouteComponent(
    () => import('../features/settings/matrix/matrix-screen.tsx'),
    'MatrixScreen',
  ),
});

export const settingsRoutes = settingsRoute.addChildren([
  indexRoute,
  peopleRoute,
  teamsRoute,
  workspaceRoute,
  channelsRoute,
  templatesRoute,
  webhooksRoute,
  healthRoute,
  accountRoute,
  apiKeyRoute,
  auditRoute,
  calendarListRoute,
  calendarRoute,
  policyListRoute,
  policyRoute,
]);
