import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { signInOptionsQuery } from '../../api/session';
import { useStore } from '../../shared/store';
import { tourStore, wasOffered } from './tour-store';

const GuidedTour = lazy(() =>
  import('./guided-tour').then(({ GuidedTour: Component }) => ({ default: Component })),
);
const TourOffer = lazy(() =>
  import('./tour-offer').then(({ TourOffer: Component }) => ({ default: Component })),
);

/** Offers the tour of the demo bureau once, and shows it when it is asked for. Its code is fetched only then. */
export function TourHost() {
  const state = useStore(tourStore);
  const [offers, setOffers] = useState(() => !wasOffered());
  const { data: options } = useQuery({ ...signInOptionsQuery, enabled: offers });
  return (
    <Suspense fallback={null}>
      {offers && options?.demo != null && state === 'hidden' && (
        <TourOffer onAnswered={() => setOffers(false)} />
      )}
      {state === 'shown' && <GuidedTour onClose={() => tourStore.set('hidden')} />}
    </Suspense>
  );
}
