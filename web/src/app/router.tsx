import { createBrowserRouter, createPath, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { loadPart } from '../api/load-part';
import { Layout, OpenLayout } from './layout/layout';
import { MissingPage } from './missing-page';
import { CrashPage } from './crash-page';
import { Opening } from './opening';
import { SCREENS, type Screen } from './screens';

function routesOf(screens: readonly Screen[]) {
  return screens.map(({ path, load }) => ({
    path,
    lazy: async () => ({ Component: (await loadPart(load, openAnew)).Screen }),
  }));
}

const router = createBrowserRouter([
  {
    ErrorBoundary: CrashPage,
    HydrateFallback: Opening,
    children: [
      {
        path: 'sign-in',
        lazy: async () => ({
          Component: (await loadPart(() => import('../screens/sign-in/sign-in-screen'), openAnew)).Screen,
        }),
      },
      ...['receipts', 'receipts/:receiptNo'].map((path) => ({
        path,
        lazy: async () => ({
          Component: (await loadPart(() => import('../screens/receipt/receipt-screen'), openAnew)).Screen,
        }),
      })),
      ...routesOf(SCREENS.filter(({ alone }) => alone === true)),
      {
        Component: OpenLayout,
        children: [
          {
            ErrorBoundary: CrashPage,
            children: routesOf(SCREENS.filter(({ open }) => open === true)),
          },
        ],
      },
      {
        Component: Layout,
        children: [
          {
            ErrorBoundary: CrashPage,
            children: [
              { index: true, element: <Navigate to="/desk" replace /> },
              ...routesOf(SCREENS.filter(({ alone, open }) => alone !== true && open !== true)),
              { path: '*', Component: MissingPage },
            ],
          },
        ],
      },
    ],
  },
]);

/** Opens the page that somebody was on the way to, else this one. */
function openAnew(): void {
  const to = router.state.navigation.location;
  if (to === undefined) location.reload();
  else location.assign(createPath(to));
}

/** The pages by their address. Each screen's code is fetched when it is opened. */
export function Router() {
  return <RouterProvider router={router} />;
}
