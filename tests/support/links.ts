/** Asking the door of guests as a browser would: token in a header, work done before anything is sent. */
import { isPaid } from '../../engine/host/links/keys';
import type { Output } from '../../engine/kernel/api';
import type { TestHost } from './host';

/** The nonce a browser would find. */
export function workOff({ challenge, bits }: { readonly challenge: string; readonly bits: number }): string {
  for (let nonce = 0; ; nonce += 1) if (isPaid(challenge, String(nonce), bits)) return String(nonce);
}

/** The same visit for less work, so that a test need not wait: signed by the host itself. */
export function cheap(test: TestHost, { challenge }: { readonly challenge: string }): Sent {
  const visit = { ...test.host.links.read(challenge)!, bits: 4 };
  const signed = test.host.links.sign(visit);
  return { challenge: signed, nonce: workOff({ challenge: signed, bits: visit.bits }) };
}
export interface Sent {
  readonly challenge: string;
  readonly nonce: string;
}

export const tokenOf = (link: { readonly path: string | null }): string => link.path!.slice('/f/'.length);

export interface GuestAsk {
  readonly headers?: { readonly [name: string]: string };
  readonly from?: string;
}

export const askGuest = (test: TestHost, token: string, path: string, body: unknown, ask: GuestAsk = {}) =>
  test.ask('POST', `v1/link/${path}`, {
    body,
    headers: {
      'x-trellis-link': token,
      'sec-fetch-site': 'same-origin',
      'accept-language': 'en',
      ...(ask.from ? { 'x-trellis-client': ask.from } : {}),
      ...ask.headers,
    },
  });

type Opened = Extract<Output<'link.open'>, { readonly state: 'open' }> & { readonly files: string };

/** Opens the page of a link; throws what was said instead. */
export async function openGuest(test: TestHost, token: string, ask?: GuestAsk): Promise<Opened> {
  const answer = await askGuest(test, token, 'open', {}, ask);
  const said = (await answer.json()) as Opened;
  if (answer.status !== 200 || said.state !== 'open') throw new Error(JSON.stringify(said));
  return said;
}

/** Opens the page, waits, does the work and sends. */
export async function sendGuest(
  test: TestHost,
  token: string,
  values: unknown,
  how: { readonly wait: () => void; readonly more?: object } & GuestAsk,
): Promise<Response> {
  const { work } = await openGuest(test, token, how);
  how.wait();
  const sent = { values, ...cheap(test, work), ...how.more };
  return askGuest(test, token, 'submit', sent, how);
}
