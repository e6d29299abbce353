import { describe, expect, it } from 'vitest';
import { snippetOf } from '@/components/links/embed';
import { svgOf } from '@/components/links/qr';
import { readSources } from '@/tests/support/sources';
import type { Opened } from './answer';
import { guestDoor } from './guestDoor';
import { prefilled } from './prefilled';

const field = (name: string, type: string) => ({
  id: `fld_${name}`,
  name,
  type,
  label: { 'zh-CN': name, en: name },
  options: {},
});
const opened = {
  prefill: ['name', 'weight', 'sent'],
  entity: {
    fields: ['name', 'note']
      .map((name) => field(name, 'text'))
      .concat(field('weight', 'number'), field('sent', 'date')),
  },
} as unknown as Opened;
const reader = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;

describe('values from the address of a form', () => {
  it('are read as if they had been typed, of the fields the link names only', () => {
    const query = { name: '  Anna ', weight: '1,000', note: 'no', lang: 'en', other: 'x' };
    expect(prefilled(opened, query, reader)).toEqual({ name: 'Anna', weight: '1000' });
  });

  it('are left out where they are none', () => {
    const query = { name: 'x'.repeat(501), weight: 'heavy', sent: ['2026-01-01', '2026-01-02'] };
    expect(prefilled(opened, query, reader)).toEqual({});
  });
});

describe('the code for another site', () => {
  it('lets nothing out of the title', () => {
    const code = snippetOf('https://forms.example/f/abc', '"><script>alert(1)</script>');
    expect(code).not.toContain('<script>alert');
    expect(code.match(/<script>/g)).toHaveLength(1);
    expect(code).toContain('src="https://forms.example/f/abc?embed=1"');
    expect(code).toContain('event.origin !== "https://forms.example"');
  });
});

describe('a QR code as SVG', () => {
  it('draws each dark module once', () => {
    const svg = svgOf([
      [true, false],
      [false, true],
    ]);
    expect(svg).toContain('viewBox="0 0 2 2"');
    expect(svg.match(/h1v1h-1z/g)).toHaveLength(2);
  });
});

describe('the door of guests', () => {
  it('turns what inputs ask into what links answer, and asks nothing else of the server', async () => {
    const asked: [string, RequestInit][] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (async (url: string, init: RequestInit) => {
      asked.push([url, init]);
      return Response.json({});
    }) as typeof fetch;
    try {
      const door = guestDoor('token', () => ({ challenge: 'c', files: 'pass' }));
      await door.ask('record.options', { entity: 'parcel', search: 'ab', size: 20 });
      await door.ask('record.list', {
        entity: 'parcel',
        fields: ['name'],
        filter: { field: 'id', op: 'in', value: ['1'] },
      });
      for (const name of ['record.suggest', 'department.list', 'record.create'] as const) await door.ask(name, {});
      expect(asked.map(([url, { body }]) => [url, JSON.parse(body as string) as unknown])).toEqual([
        ['/api/v1/link/options', { entity: 'parcel', search: 'ab' }],
        ['/api/v1/link/related', { entity: 'parcel', fields: ['name'], ids: ['1'] }],
      ]);
      for (const [url, { credentials }] of asked) {
        expect(url).not.toContain('token');
        expect(credentials).toBe('omit');
      }
      expect(door.file('id')).toBe('/api/v1/link/files/pass/id');
    } finally {
      globalThis.fetch = real;
    }
  });
});

describe('what the page of a link loads', () => {
  it('is nothing of the shell, the builder or the pages of members', () => {
    const sources = new Map(readSources().map((source) => [source.path, source]));
    const reached = new Set<string>();
    const walk = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      const { text = '', imports = [] } = sources.get(file) ?? {};
      // What is loaded later is loaded by whoever needs it.
      const isLater = (from: string) => text.includes(`import('${from}')`);
      for (const one of imports) if (!one.isType && one.file && !isLater(one.from)) walk(one.file);
    };
    walk('components/guest/GuestPage.tsx');
    expect(reached).toContain('components/form/runtime/FormView.tsx');
    const ofMembers =
      /^components\/(builder|form\/builder|page|record|report|flow|views|admin|inbox|import|links)\/.*\.tsx$/;
    expect([...reached].filter((file) => ofMembers.test(file))).toEqual([]);
    const shell = [...reached].filter((file) => file.startsWith('components/shell/'));
    expect(shell.sort()).toEqual(['components/shell/Logo.tsx', 'components/shell/session.tsx']);
  });
});
