import type { Place } from './model';

const KEPT_AS = 'banjie.visits.place';
const WITHIN_MS = 8_000;

/** Whether the person wants the place with each photo: asked once, with the reason, and kept. */
export function wantsPlace(): boolean | null {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === null ? null : kept === 'yes';
}

export function decidePlace(wanted: boolean): void {
  localStorage.setItem(KEPT_AS, wanted ? 'yes' : 'no');
}

/** Where the device is; null when it is not allowed to tell or cannot find out: a photo does not wait for it. */
export function placeNow(): Promise<Place | null> {
  const geolocation = navigator.geolocation as Geolocation | undefined;
  if (wantsPlace() !== true || geolocation === undefined) return Promise.resolve(null);
  return new Promise((resolve) => {
    geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve({ lat: latitude, lng: longitude, accuracyM: Math.min(Math.round(accuracy), 100_000) }),
      () => resolve(null),
      { timeout: WITHIN_MS, maximumAge: 60_000, enableHighAccuracy: true },
    );
  });
}
