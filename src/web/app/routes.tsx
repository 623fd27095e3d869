import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute, signedInRoute } from './parents.tsx';

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

export const routeTree = rootRoute.addChildren([
  homeRoute,
  galleryRoute,
  signedInRoute.addChildren([]),
]);
