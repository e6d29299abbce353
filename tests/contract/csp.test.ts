/** Pages run under a strict Content-Security-Policy; tests/journeys/csp.spec.ts asks every kind of page for it. */
import { describe, expect, it } from 'vitest';
import { contentPolicy } from '../../engine/host/web';
import { readSources } from '../support/sources';

describe('the Content-Security-Policy', () => {
  const directives = new Map(
    contentPolicy('bm9uY2U=', false)
      .split('; ')
      .map((part) => [part.split(' ')[0]!, part.split(' ').slice(1)]),
  );

  it('lets no script run that the server did not write: no eval, no inline script without the nonce', () => {
    expect(directives.get('script-src')).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(directives.get('object-src')).toEqual(["'none'"]);
    expect(directives.get('base-uri')).toEqual(["'self'"]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives.get('worker-src')).toEqual(["'self'"]);
    expect(directives.get('default-src')).toEqual(["'self'"]);
  });

  it('needs no exception: nothing that browsers load makes code out of text', () => {
    const browser = readSources().filter(
      ({ path }) =>
        /^(app|components|engine\/(kernel|schema|expression|form|workflow|report|page))\//.test(path) &&
        !path.includes('.test.'),
    );
    expect(browser.length).toBeGreaterThan(400);
    const faults = browser.filter(({ text }) => /\bnew Function\(|(?<![.\w])eval\(|dangerouslySetInnerHTML/.test(text));
    expect(faults.map(({ path }) => path)).toEqual([]);
  });
});
