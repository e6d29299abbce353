/**
 * Provinces, cities and districts of China: 3,350 names, 58 KB (24 KB compressed). Loaded when somebody needs them: by
 * the server at its start, by a browser when an input for an address is shown.
 */
export interface Region {
  /** GB/T 2260: 2 digits a province, 4 a city, 6 a district. */
  readonly code: string;
  readonly name: string;
}
export interface Regions {
  of(code: string): Region | undefined;
  /** The regions directly below; `''` for the provinces. */
  below(code: string): readonly Region[];
}

let loaded: Regions | undefined;
let loading: Promise<Regions> | undefined;

/** What is loaded by now. */
export const regions = (): Regions | undefined => loaded;

export function loadRegions(): Promise<Regions> {
  loading ??= import('./regions.json').then(({ default: data }) => (loaded = index(data.regions)));
  return loading;
}

function index(text: string): Regions {
  const byCode = new Map<string, Region>();
  const children = new Map<string, Region[]>();
  for (const line of text.split(' ')) {
    const code = /^\d+/.exec(line)![0];
    const region = { code, name: line.slice(code.length) };
    byCode.set(code, region);
    const parent = code.slice(0, -2);
    children.set(parent, [...(children.get(parent) ?? []), region]);
  }
  return { of: (code) => byCode.get(code), below: (code) => children.get(code) ?? [] };
}

/** Names that say only where a list has a gap: the districts of Beijing, counties led by their province. */
export const isFiller = (name: string): boolean => /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name);

/** The way from the province down to the region itself; shorter where a code is unknown. */
export const wayTo = (table: Regions, code: string): readonly Region[] =>
  [2, 4, 6].flatMap((length) => (code.length >= length ? (table.of(code.slice(0, length)) ?? []) : []));

/** What people leave out when they write an address: `山东青岛市南区`. */
const stem = (name: string): string =>
  name.length > 2 ? name.replace(/(特别行政区|(壮族|回族|维吾尔)?自治区|自治州|地区|省|市|盟)$/, '') : name;

/** The ways a text may begin with a region's name. */
const saidBy = (text: string, region: Region): readonly string[] =>
  [...new Set([region.name, stem(region.name)])].filter((said) => said.length > 1 && text.startsWith(said));

/** `山东省青岛市市南区香港中路1号` → the code of the deepest region named, and what is left: the street. */
export function readRegion(table: Regions, text: string): { readonly code: string; readonly rest: string } {
  const clean = text.replace(/^中国/, '').trim();
  const find = (code: string, rest: string): { code: string; rest: string } => {
    // All readings, the deepest counts: in 青岛市南区 the city is 青岛, not 青岛市.
    const readings = table
      .below(code)
      .flatMap((region) =>
        saidBy(rest, region).map((said) => find(region.code, rest.slice(said.length).replace(/^[\s/,，·-]+/, ''))),
      );
    if (readings.length > 0) return readings.reduce((best, one) => (isBetter(one, best) ? one : best));
    // Beijing's districts lie below a city nobody names; counties of Hainan below a gap.
    for (const filler of table.below(code).filter(({ name }) => isFiller(name))) {
      const deeper = find(filler.code, rest);
      if (deeper.code.length > filler.code.length) return deeper;
    }
    return { code, rest };
  };
  return find('', clean);
}

/** Deeper, or as deep with less left over. */
const isBetter = (a: { code: string; rest: string }, b: { code: string; rest: string }): boolean =>
  a.code.length === b.code.length ? a.rest.length < b.rest.length : a.code.length > b.code.length;
