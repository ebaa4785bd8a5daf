import { createStore } from '../shared/store';

/** Counts up whenever something kept on the device changes, in this tab or in another one. */
export const changes = createStore(0);

const channel = new BroadcastChannel('banjie-visits');
channel.onmessage = () => changes.set(changes.get() + 1);

/** Lets every tab read again. */
export function noteChange(): void {
  changes.set(changes.get() + 1);
  channel.postMessage(null);
}
