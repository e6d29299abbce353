import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '@/tests/support/host';
import { contentPolicy } from '../web';
import { prepareGuestPage, protectGuestPage } from './guest-page';

let test: TestHost;
let path: string;
beforeAll(async () => {
  test = await testHost();
  const by = { viewer: test.viewers.admin, door: 'screen' } as const;
  const asked = {
    kind: 'public',
    entity: 'parcel',
    name: 'Site',
    roles: ['writer'],
    origins: ['https://a.example'],
  } as const;
  path = (await test.host.call('link.create', asked, by)).path!;
});
afterAll(() => test.close());

/** What the browser would get: the policy of the answer, and what Next is told of the request. */
async function page(url: string) {
  const headers: { [name: string]: string } = {
    cookie: 'trellis.session_token=x',
    authorization: 'x',
    'x-trellis-page': 'link',
  };
  const request = { url, headers } as unknown as IncomingMessage;
  const sent = new Map<string, unknown>([
    ['content-security-policy', contentPolicy('n', false)],
    ['x-frame-options', 'DENY'],
  ]);
  const response = {
    setHeader: (name: string, value: unknown) => void sent.set(name, value),
    getHeader: (name: string) => sent.get(name),
    removeHeader: (name: string) => void sent.delete(name),
  } as unknown as ServerResponse;
  const framedBy = await prepareGuestPage(test.host, request);
  if (framedBy) protectGuestPage(response, framedBy);
  return { headers, sent, ancestors: /frame-ancestors (.*)$/.exec(String(sent.get('content-security-policy')))?.[1] };
}

describe('a page for guests', () => {
  it('sees no session and tells no other site its address', async () => {
    const { headers, sent } = await page(`${path}?lang=en`);
    expect(headers).toEqual({ 'x-trellis-page': 'link', 'accept-language': 'en' });
    expect(sent.get('referrer-policy')).toBe('no-referrer');
    expect(sent.get('x-robots-tag')).toContain('noindex');
  });

  it('is shown in frames of the sites its link names, at the address for that only', async () => {
    expect(await page(`${path}?embed=1`)).toMatchObject({ ancestors: 'https://a.example' });
    expect((await page(`${path}?embed=1`)).sent.has('x-frame-options')).toBe(false);
    for (const other of [path, '/', '/signin?embed=1', `/f/${'x'.repeat(32)}?embed=1`, '/e/parcel?embed=1']) {
      const { ancestors, sent } = await page(other);
      expect([ancestors, sent.get('x-frame-options')], other).toEqual(["'none'", 'DENY']);
    }
  });

  it('is no page of a member: those keep their session, and cannot pass for it', async () => {
    const { headers } = await page('/e/parcel');
    expect(headers).toEqual({ cookie: 'trellis.session_token=x', authorization: 'x' });
  });
});
