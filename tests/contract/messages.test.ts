/** The words of the screens: both languages say the same things with the same facts, and every word asked for exists. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'components/i18n/messages');
const areas = readdirSync(path.join(folder, 'en')).map((file) => path.basename(file, '.json'));

type Tree = { readonly [key: string]: Tree | string };
const read = (locale: string, area: string): Tree =>
  JSON.parse(readFileSync(path.join(folder, locale, `${area}.json`), 'utf8')) as Tree;

/** Every sentence by its full key: `people.add` → text. */
function flat(tree: Tree, before = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
  );
  return new Map(entries);
}

/** Where the brace that opens at `from` is closed. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}' && (depth -= 1) === 0) return at;
  }
  throw new Error(`A brace is never closed: ${text}`);
}
/** The parts in braces of a text, without the braces. */
function braced(text: string): readonly string[] {
  const from = text.indexOf('{');
  if (from < 0) return [];
  const to = closing(text, from);
  return [text.slice(from + 1, to), ...braced(text.slice(to + 1))];
}
/** The names of the facts a sentence takes: `{count, plural, one {# day by {who}} …}` → count, who. */
function facts(sentence: string): readonly string[] {
  const names = braced(sentence).flatMap((part): readonly string[] => {
    const [, name = '', rest = ''] = /^\s*(\w+)\s*(?:,([\s\S]*))?$/.exec(part) ?? [];
    const hasBranches = /^\s*(?:plural|select|selectordinal)\b/.test(rest);
    return [name, ...(hasBranches ? braced(rest).flatMap(facts) : [])];
  });
  return [...new Set(names)].sort();
}

describe.each(areas)('words of the area "%s"', (area) => {
  const en = flat(read('en', area));
  const zh = flat(read('zh-CN', area));

  test('both languages have exactly the same keys', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test('both languages take the same facts, and none is empty', () => {
    for (const [key, sentence] of en) {
      expect(facts(zh.get(key) ?? ''), `${area}.${key}`).toEqual(facts(sentence));
      expect(sentence.trim(), `${area}.${key}`).not.toBe('');
      expect(zh.get(key)?.trim(), `${area}.${key}`).not.toBe('');
    }
  });

  test('a Chinese sentence uses Chinese punctuation', () => {
    const wrong = [...zh].filter(([, sentence]) => /[\u4e00-\u9fff][,;!?]/.test(sentence));
    expect(wrong).toEqual([]);
  });
});

describe('words that screens ask for', () => {
  const words = new Map(areas.map((area): [string, Tree] => [area, read('en', area)]));
  const at = (key: string): Tree | string | undefined => {
    const [area = '', ...rest] = key.split('.');
    return rest.reduce<Tree | string | undefined>(
      (tree, step) => (typeof tree === 'object' ? tree[step] : undefined),
      words.get(area),
    );
  };
  const sources = ['components', 'app']
    .flatMap((top) => readdirSync(path.join(root, top), { recursive: true }).map((file) => `${top}/${String(file)}`))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

  test('every area and every plain key exists', () => {
    const missing = sources.flatMap(({ file, text }) => missingIn(file, text));
    expect(missing).toEqual([]);
  });

  /** Keys written out in a file; those put together at run time are not seen. */
  function missingIn(file: string, text: string): readonly string[] {
    const places = new Map<string, string[]>();
    for (const [, variable, area] of text.matchAll(/const (\w+) = useTranslations\('([\w.]+)'\)/g)) {
      places.set(variable!, [...(places.get(variable!) ?? []), area!]);
    }
    const areasMissing = [...places.values()].flat().filter((area) => typeof at(area) !== 'object');
    const keysMissing = [...places].flatMap(([variable, under]) =>
      [...text.matchAll(new RegExp(`(?<![\\w.])${variable}\\('([\\w.]+)'[,)]`, 'g'))]
        .map((match) => match[1]!)
        .filter((key) => under.every((area) => typeof at(`${area}.${key}`) !== 'string')),
    );
    return [...areasMissing, ...keysMissing].map((key) => `${file}: ${key}`);
  }
});
