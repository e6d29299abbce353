/** Sends an answer: does the work while somebody types, waits where it must, and begins again where the page grew old. */
import { call, CallError } from '@/components/lib/call';
import type { Input, LinkWork, Output } from '@/engine/kernel/api';
import { workOff } from './work';

/** A page that was open for hours gets new work; a server that asks for more than that is not satisfied at all. */
const TRIES = 3;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Sending {
  #work: LinkWork;
  #since = Date.now();
  #nonce: Promise<string> | undefined;

  constructor(work: LinkWork) {
    this.#work = work;
  }

  get challenge(): string {
    return this.#work.challenge;
  }

  /** Begins the work. Called with the first keystroke: who only looks at a page works nothing. */
  begin(): void {
    this.#nonce ??= workOff(this.#work);
  }

  async send(answer: Pick<Input<'link.submit'>, 'values' | 'rev' | 'trap'>): Promise<Output<'link.submit'>> {
    for (let attempt = 1; ; attempt += 1) {
      this.begin();
      const nonce = await this.#nonce!;
      await pause(Math.max(0, this.#since + this.#work.wait - Date.now()));
      try {
        return await call('link.submit', { ...answer, challenge: this.challenge, nonce });
      } catch (error) {
        const isOld = error instanceof CallError && error.code === 'link.again';
        if (!isOld || attempt >= TRIES) throw error;
        await this.#renew();
      }
    }
  }

  async #renew(): Promise<void> {
    const opened = await call('link.open', {});
    if (opened.state !== 'open') return;
    this.#work = opened.work;
    this.#since = Date.now();
    this.#nonce = undefined;
  }
}
