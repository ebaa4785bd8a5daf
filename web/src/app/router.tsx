import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { loadPart } from '../api/load-part';
import { Layout } from './layout/layout';
import { MissingPage } from './missing-page';
import { CrashPage } from './crash-page';
import { Opening } from './opening';
import { SCREENS } from './screens';

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
      {
        Component: Layout,
        children: [
          {
            ErrorBoundary: CrashPage,
            children: [
              { index: true, element: <Navigate to="/desk" replace /> },
              ...SCREENS.map(({ path, load }) => ({
                path,
                lazy: async () => ({ Component: (await loadPart(load)).Screen }),
              })),
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
