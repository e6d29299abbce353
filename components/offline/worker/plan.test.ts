import { describe, expect, it } from 'vitest';
import { assetsIn, shellFor, treatmentOf } from './plan';

const ORIGIN = 'https://trellis.example';
const treated = (path: string, mode = 'navigate', method = 'GET') =>
  treatmentOf({ method, mode, url: new URL(path, ORIGIN).href }, ORIGIN);

describe('the service worker', () => {
  it('never touches the API, writes or other sites', () => {
    expect(['/api/v1/operations/session.get', '/api/events', '/sw.js'].map((p) => treated(p))).toEqual(
      Array(3).fill('pass'),
    );
    expect(treated('/e/visit/new', 'navigate', 'POST')).toBe('pass');
    expect(treated('https://elsewhere.example/_next/static/a.js', 'no-cors')).toBe('pass');
    // What Next asks for between pages is answered by the server alone.
    expect(treated('/e/visit?_rsc=1', 'cors')).toBe('pass');
  });
  it('takes chunks from its cache and pages from the network', () => {
    expect(treated('/_next/static/chunks/a1.js', 'no-cors')).toBe('asset');
    expect(treated('/e/visit/new')).toBe('page');
    expect(treated('/offline?at=%2F')).toBe('shell');
  });
  it('remembers where the person wanted to go', () => {
    expect(shellFor(`${ORIGIN}/e/visit/new?with=%7B%7D`)).toBe('/offline?at=%2Fe%2Fvisit%2Fnew%3Fwith%3D%257B%257D');
  });
});

describe('what a page is made of', () => {
  it('is named in its HTML, in the chunks that load others, and in its styles', () => {
    const html = '<script src="/_next/static/chunks/0~a.b1.js" async></script><link href="/_next/static/chunks/c.css">';
    expect(assetsIn(html, '/offline')).toEqual(['/_next/static/chunks/0~a.b1.js', '/_next/static/chunks/c.css']);
    const chunk = 'Promise.all(["static/chunks/x1.js","static/chunks/y.css"].map(t=>e.l(t)))';
    expect(assetsIn(chunk, '/_next/static/chunks/a.js')).toEqual([
      '/_next/static/chunks/x1.js',
      '/_next/static/chunks/y.css',
    ]);
    expect(assetsIn('@font-face{src:url(../media/f.woff2)}', '/_next/static/chunks/c.css')).toEqual([
      '/_next/static/media/f.woff2',
    ]);
  });
});
