/** The work a browser does before it sends an answer, beside the page where it can. */
import { search, type Work } from './search';

const SLICE = 2_000;

/** Where no worker may run: in slices, so that the page goes on answering. */
async function searchHere(work: Work): Promise<string> {
  for (let from = 0; ; from += SLICE) {
    const nonce = search(work, from, SLICE);
    if (nonce !== undefined) return String(nonce);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** @returns the nonce, found beside the page: nobody who types feels it */
export function workOff(work: Work): Promise<string> {
  return new Promise((resolve) => {
    const here = () => void searchHere(work).then(resolve);
    try {
      const worker = new Worker(new URL('./work.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<number>) => {
        worker.terminate();
        resolve(String(data));
      };
      worker.onerror = () => {
        worker.terminate();
        here();
      };
      worker.postMessage(work);
    } catch {
      here();
    }
  });
}
