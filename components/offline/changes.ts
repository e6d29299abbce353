/** Tells all tabs and the service worker that something changed in what the device keeps. */
const CHANNEL = 'trellis-offline';

export function tellChanged(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
  here.forEach((listener) => listener());
}

/** A channel does not hear itself: listeners of this tab are told directly. */
const here = new Set<() => void>();

/** @returns the way to stop listening */
export function onChanged(listener: () => void): () => void {
  here.add(listener);
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
  channel?.addEventListener('message', listener);
  return () => {
    here.delete(listener);
    channel?.close();
  };
}
