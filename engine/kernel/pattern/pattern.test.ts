import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '.';

function verdict(source: string, text: string): boolean | undefined {
  const compiled = compilePattern(source);
  if (!compiled.ok) throw new Error(compiled.problem.code);
  return compiled.pattern.test(text);
}
const fault = (source: string): string => {
  const compiled = compilePattern(source);
  return compiled.ok ? 'fine' : compiled.problem.code;
};

describe('a pattern', () => {
  it('says what the language itself says, for patterns people write', () => {
    const patterns = [
      '^[A-Z]{2}\\d{6}$',
      '^1[3-9]\\d{9}$',
      '^(?!.*\\.\\.)[\\w.-]+@[\\w-]+(?:\\.[\\w-]+)+$',
      '(?<=¥)\\d+(?:\\.\\d{2})?',
      '^(?=.*[a-z])(?=.*\\d).{8,}$',
      '\\bfoo\\b|\\Bbar',
      '^\\p{Script=Han}{2,4}$',
      '^[^<>"]*$',
      '^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$',
      '^$|^a{2,}$',
      '(?<!a)b(?!c)',
      '^\\u4e2d\\u{1f600}?$',
      '^[\\u0020-\\u007e]+$',
    ];
    const texts = ['', 'AB123456', '13812345678', 'a.b@c.de', 'a..b@c.de', '¥12.50', 'abc12345', 'foo bar', 'xbar'];
    const more = ['中文', '张三丰', '<b>', '192.168.0.1', '256.1.1.1', 'aa', 'ab', 'bc', 'cb', '中😀', 'a\nb', ' '];
    for (const source of patterns) {
      for (const text of [...texts, ...more]) {
        expect(verdict(source, text), `${source} on ${text}`).toBe(new RegExp(source, 'u').test(text));
      }
    }
  });

  it('agrees with the language on any pattern and text', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\w',
      '\\d',
      '[ab]',
      '[^a]',
      '\\b',
      '^',
      '$',
      'é',
      '(?=a)',
      '(?<=b)',
      '(?!b)',
    );
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      pattern: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
      part: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        atom,
        fc
          .tuple(tie('pattern'), fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '*?'))
          .map(([p, q]) => `(?:${p})${q}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([p, q]) => `(?:${p}|${q})`),
        tie('pattern').map((p) => `(?=${p})`),
        tie('pattern').map((p) => `(?<!${p})`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', 'é'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (source, on) => {
        expect(verdict(source, on)).toBe(new RegExp(source, 'u').test(on));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the text, where backtracking would take for ever', () => {
    const evil = [
      '(a+)+$',
      '(a|a)*$',
      '(a|aa)+$',
      '(.*a){20}$',
      '([a-zA-Z]+)*$',
      '(a*)*b',
      '^(([a-z])+.)+[A-Z]([a-z])+$',
      '\\s*\\s*\\s*$',
    ];
    for (const source of evil) {
      // Steps are counted, so this holds on any machine: a pattern that needed more would answer undefined.
      expect(verdict(`^${source}`, `${'a'.repeat(5000)}!`), source).toBeDefined();
    }
  });

  it('gives up by counting, not by the clock', () => {
    expect(verdict('^(a|b|c|d)*$', 'a'.repeat(10_000_000))).toBeUndefined();
    expect(verdict('x', 'a'.repeat(100_000))).toBe(false);
  });

  it('refuses what it cannot do, and says which', () => {
    expect(fault('(a)\\1')).toBe('pattern.backReference');
    expect(fault('(?<x>a)\\k<x>')).toBe('pattern.backReference');
    expect(fault('(a{1000}){1000}')).toBe('pattern.tooLarge');
    expect(fault('('.repeat(500))).toBe('pattern.tooLarge');
    expect(fault('x'.repeat(5000))).toBe('pattern.tooLarge');
    for (const broken of ['(', ')', '[a', '*a', 'a**', '\\', '[b-a]', '\\Z', '(?i:a)', 'a{2,1}', '\\p{Nope}']) {
      expect(fault(broken), broken).toBe('pattern.syntax');
    }
  });
});
