import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { loadPart } from '../../api/load-part';
import { signInOptionsQuery } from '../../api/session';
import { useStore } from '../../shared/store';
import { tourStore, wasOffered } from './tour-store';

const GuidedTour = lazy(async () => ({
  default: (await loadPart(() => import('./guided-tour'))).GuidedTour,
}));
const TourOffer = lazy(async () => ({
  default: (await loadPart(() => import('./tour-offer'))).TourOffer,
}));

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
