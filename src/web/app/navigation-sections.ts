import { type ComponentType, lazy } from 'react';

/**
 * What features put into the navigation below the places, such as the inbox's views with their
 * counts. Each is drawn only while the address begins with its path; give a lazy component:
 * `{ id: 'inbox', path: '/inbox', Section: lazy(() => import('../features/inbox/…')) }`.
 */
export type NavigationSection = {
  readonly id: string;
  readonly path: string;
  readonly Section: ComponentType;
};

export const navigationSections: readonly NavigationSection[] = [
  {
    id: 'inbox',
    path: '/inbox',
    Section: lazy(async () => ({
      default: (await import('../features/inbox/view-links.tsx')).ViewLinks,
    })),
  },
];
