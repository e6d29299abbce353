/** Which field a column of a file is meant for: by name, label or alias, in either language; each field once. */
import type { Text } from '../../kernel/text';

interface Named {
  /** What is given back: a field, or `<line items>.<field>`. */
  readonly name: string;
  readonly label: Text;
  /** The name without the way to it. */
  readonly plain?: string;
  /** Whether a cell can be a value of the field; a sample that cannot speaks against it. */
  takes?(text: string): boolean;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-()（）:：*/.]+/g, '');

/** Words that different systems use for the same thing; each row is one meaning. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['id', 'code', 'no', 'number', 'key', '编码', '编号', '代码'],
  ['name', 'title', '名称', '姓名'],
  ['province', 'state', 'stateprovince', 'provincestate', '省', '省份', '省州'],
  ['address', 'address1', 'street', '地址', '详细地址'],
  ['phone', 'telephone', 'tel', 'mobile', '电话', '手机', '联系电话'],
  ['website', 'websiteurl', 'url', 'homepage', '网址', '网站'],
  ['postalcode', 'zip', 'zipcode', 'postcode', '邮编', '邮政编码'],
  ['longitude', 'lng', 'lon', '经度'],
  ['latitude', 'lat', '纬度'],
  ['category', 'type', 'kind', '类型', '类别', '业态'],
];

/** How well a header fits a field: 3 same name, 2 same meaning, 1 one ends with the other or its last word means the same; 0 not at all. */
function fit(header: string, field: Named): number {
  const wanted = plain(header);
  if (!wanted) return 0;
  const names = [field.name, field.plain ?? field.name, field.label['zh-CN'], field.label.en].map(plain);
  if (names.includes(wanted)) return 3;
  if (meansTheSame(wanted, names)) return 2;
  const lastWord = plain(
    header
      .trim()
      .split(/[\s_-]+/)
      .at(-1) ?? '',
  );
  const isPart = names.some(
    (name) => name.length > 2 && wanted.length > 2 && (wanted.endsWith(name) || name.endsWith(wanted)),
  );
  return isPart || meansTheSame(lastWord, names) ? 1 : 0;
}

const meansTheSame = (word: string, names: readonly string[]): boolean =>
  SYNONYMS.some((row) => row.includes(word) && names.some((name) => row.includes(name)));

/** Samples that must fit before a field with a merely similar name is guessed. */
const MOST_WRONG = 0.5;

/**
 * Guesses the field of every column: by its header, then by whether its samples can be values of the field.
 * @returns one field name, or null, for each header; better fits are served first and no field is given twice.
 */
export function guessMapping(
  headers: readonly string[],
  fields: readonly Named[],
  samples: readonly (readonly string[])[] = [],
): (string | null)[] {
  const candidates = headers.flatMap((header, index) =>
    fields.flatMap((field, place) => {
      const score = fit(header, field);
      if (score === 0) return [];
      const wrong = wrongShare(field, samples[index] ?? []);
      // A column called exactly so stays a candidate: its bad cells are told row by row.
      return wrong > MOST_WRONG && score < 3 ? [] : [{ index, place, field: field.name, score: score - wrong / 2 }];
    }),
  );
  candidates.sort((a, b) => b.score - a.score || a.index - b.index || a.place - b.place);
  const mapping: (string | null)[] = headers.map(() => null);
  const taken = new Set<string>();
  for (const { index, field } of candidates) {
    if (mapping[index] !== null || taken.has(field)) continue;
    mapping[index] = field;
    taken.add(field);
  }
  return mapping;
}

function wrongShare(field: Named, samples: readonly string[]): number {
  if (!field.takes || samples.length === 0) return 0;
  return samples.filter((sample) => !field.takes!(sample)).length / samples.length;
}
