import { Outlet, useRouter } from '@tanstack/react-router';
import { RouterProvider as AriaRouterProvider } from 'react-aria-components';
import { Toasts } from '../ui/toast.tsx';

/** Links inside React Aria's parts (menus, tabs) go through the router, like all others. */
export function Root() {
  const router = useRouter();
  return (
    <AriaRouterProvider navigate={(href) => void router.navigate({ href })}>
      <Outlet />
      <Toasts />
    </AriaRouterProvider>
  );
}
