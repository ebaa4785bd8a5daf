import { createBrowserRouter, Navigate } from 'react-router';
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
    lazy: async () => ({ Component: (await loadPart(load)).Screen }),
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
          Component: (await loadPart(() => import('../screens/sign-in/sign-in-screen'))).Screen,
        }),
      },
      ...['receipts', 'receipts/:receiptNo'].map((path) => ({
        path,
        lazy: async () => ({
          Component: (await loadPart(() => import('../screens/receipt/receipt-screen'))).Screen,
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

/** The pages by their address. Each screen's code is fetched when it is opened. */
export function Router() {
  return <RouterProvider router={router} />;
}
