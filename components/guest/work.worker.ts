/** Does the work of an answer in a thread of its own. */
import { search, type Work } from './search';

const STEP = 50_000;

self.onmessage = ({ data }: MessageEvent<Work>) => {
  for (let from = 0; ; from += STEP) {
    const nonce = search(data, from, STEP);
    if (nonce !== undefined) return self.postMessage(nonce);
  }
};
