/**
 * The brightness of a JPEG at an eighth of its size, for comparing pictures. Only the mean of each block of 8 × 8 points
 * (its DC coefficient, ITU-T T.81) is computed: no inverse transform, no colours, no picture in memory. Baseline and the
 * first scan of progressive files; 1,600 × 1,200 points take 10–20 ms of one core.
 */
export interface Gray {
  readonly width: number;
  readonly height: number;
  /** 0–255, row by row. */
  readonly light: Float32Array;
}
interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  readonly quantizer: number;
  dc: Uint16Array | undefined;
  ac: Uint16Array | undefined;
  previous: number;
}
interface Frame {
  readonly isProgressive: boolean;
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
}

/** Entropy-coded bits: stuffed zero bytes are dropped; behind a marker there are only zeros. */
class Bits {
  #buffer = 0;
  #count = 0;
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
  ) {}

  peek16(): number {
    while (this.#count < 16) {
      let byte = this.bytes[this.at] ?? 0;
      if (byte === 0xff) {
        if (this.bytes[this.at + 1] === 0) this.at += 2;
        else byte = 0;
      } else this.at += 1;
      this.#buffer = ((this.#buffer << 8) | byte) & 0xffffff;
      this.#count += 8;
    }
    return (this.#buffer >> (this.#count - 16)) & 0xffff;
  }

  skip(length: number): void {
    this.#count -= length;
  }

  take(length: number): number {
    if (length === 0) return 0;
    const value = this.peek16() >> (16 - length);
    this.skip(length);
    return value;
  }

  symbol(table: Uint16Array): number {
    const found = table[this.peek16()]!;
    this.skip(found >> 8 || 16);
    return found & 0xff;
  }

  /** A difference of so many bits (T.81, F.2.2.1: EXTEND). */
  difference(length: number): number {
    const value = this.take(length);
    return length > 0 && value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  /** Over a restart marker, to the next byte. */
  restart(): void {
    this.#count = 0;
    this.#buffer = 0;
    while (this.at < this.bytes.length - 1) {
      if (this.bytes[this.at] === 0xff && (this.bytes[this.at + 1]! & 0xf8) === 0xd0) break;
      this.at += 1;
    }
    this.at += 2;
  }
}

/** Every 16 bits that begin with a code → its length and symbol. */
function huffman(bytes: Uint8Array, at: number): { table: Uint16Array; end: number } {
  const table = new Uint16Array(65536);
  let next = at + 16;
  let code = 0;
  for (let length = 1; length <= 16; length += 1) {
    for (let n = bytes[at + length - 1] ?? 0; n > 0; n -= 1) {
      const from = code << (16 - length);
      table.fill((length << 8) | (bytes[next] ?? 0), from, from + (1 << (16 - length)));
      next += 1;
      code += 1;
    }
    code <<= 1;
  }
  return { table, end: next };
}

/**
 * @param most points of the picture at most; more is not looked at
 * @returns undefined for what is no JPEG, a damaged one, or of a kind not known here (arithmetic, lossless, 12 bits)
 */
export function grayOf(bytes: Uint8Array, most = 4_200_000): Gray | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  const state: State = { quantizers: [], dc: [], ac: [], frame: undefined, restartEvery: 0 };
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff || isAlone(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return undefined;
    if (marker === 0xda) return state.frame && scan(bytes, at + 4, end, state.frame, state);
    if (!takeSegment(bytes, at, end, state, most)) return undefined;
    at = end;
  }
  return undefined;
}

/** Markers without a segment: restarts, beginning and end. */
const isAlone = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd9;

interface State {
  readonly quantizers: number[];
  readonly dc: Uint16Array[];
  readonly ac: Uint16Array[];
  frame: Frame | undefined;
  restartEvery: number;
}
type Segment = (bytes: Uint8Array, at: number, end: number, state: State, most: number) => boolean;

function quantizers(bytes: Uint8Array, from: number, end: number, state: State): boolean {
  for (let at = from; at < end;) {
    const [wide, id] = [bytes[at]! >> 4, bytes[at]! & 15];
    state.quantizers[id] = wide ? (bytes[at + 1]! << 8) | bytes[at + 2]! : bytes[at + 1]!;
    at += 1 + (wide ? 128 : 64);
  }
  return true;
}

function tables(bytes: Uint8Array, from: number, end: number, state: State): boolean {
  for (let at = from; at + 17 <= end;) {
    const head = bytes[at]!;
    const made = huffman(bytes, at + 1);
    (head >> 4 ? state.ac : state.dc)[head & 15] = made.table;
    at = made.end;
  }
  return true;
}

const frame =
  (isProgressive: boolean): Segment =>
  (bytes, at, _end, state, most) => {
    const word = (offset: number): number => (bytes[at + offset]! << 8) | bytes[at + offset + 1]!;
    const [height, width, count] = [word(1), word(3), bytes[at + 5]!];
    if (bytes[at] !== 8 || width * height === 0 || width * height > most || count > 4) return false;
    const components = Array.from({ length: count }, (_, i): Component => {
      const [id, sampling, table] = bytes.subarray(at + 6 + i * 3, at + 9 + i * 3);
      return {
        id: id!,
        across: Math.max(1, sampling! >> 4),
        down: Math.max(1, sampling! & 15),
        quantizer: state.quantizers[table!] ?? 1,
        dc: undefined,
        ac: undefined,
        previous: 0,
      };
    });
    state.frame = { isProgressive, width, height, components };
    return true;
  };

const SEGMENTS: { readonly [marker: number]: Segment } = {
  0xdb: quantizers,
  0xc4: tables,
  0xc0: frame(false),
  0xc1: frame(false),
  0xc2: frame(true),
  0xdd: (bytes, at, _end, state) => {
    state.restartEvery = (bytes[at]! << 8) | bytes[at + 1]!;
    return true;
  },
};
/** Whether the file may be read on; segments of no meaning here are passed over. */
function takeSegment(bytes: Uint8Array, at: number, end: number, state: State, most: number): boolean {
  const marker = bytes[at + 1]!;
  return SEGMENTS[marker]?.(bytes, at + 4, end, state, most) ?? !FRAMES.has(marker);
}

/** Lossless, hierarchical and arithmetic frames: not read. */
const FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** The components of a scan with their tables; undefined where one is missing. */
function partsOf(bytes: Uint8Array, at: number, of: Frame, state: State): Component[] | undefined {
  const parts: Component[] = [];
  for (let i = 0; i < bytes[at]!; i += 1) {
    const component = of.components.find(({ id }) => id === bytes[at + 1 + i * 2]);
    if (!component) return undefined;
    const selector = bytes[at + 2 + i * 2]!;
    component.dc = state.dc[selector >> 4];
    component.ac = state.ac[selector & 15];
    if (!component.dc || (!of.isProgressive && !component.ac)) return undefined;
    parts.push(component);
  }
  return parts.includes(of.components[0]!) ? parts : undefined;
}

/** How the blocks of a scan lie: units of several blocks of each component, or one block after the other. */
function layoutOf(of: Frame, parts: readonly Component[]) {
  const first = of.components[0]!;
  const isSingle = parts.length === 1;
  const across = Math.max(...of.components.map((c) => c.across));
  const down = Math.max(...of.components.map((c) => c.down));
  const blocks = (length: number, own: number, most: number): number => Math.ceil(Math.ceil((length * own) / most) / 8);
  const width = blocks(of.width, first.across, across);
  const height = blocks(of.height, first.down, down);
  return {
    isSingle,
    width,
    height,
    columns: isSingle ? width : Math.ceil(of.width / (8 * across)),
    rows: isSingle ? height : Math.ceil(of.height / (8 * down)),
  };
}

function scan(bytes: Uint8Array, at: number, data: number, of: Frame, state: State): Gray | undefined {
  const parts = partsOf(bytes, at, of, state);
  if (!parts) return undefined;
  const { isSingle, width, height, columns, rows } = layoutOf(of, parts);
  const shift = of.isProgressive ? bytes[at + 3 + bytes[at]! * 2]! & 15 : 0;
  const light = new Float32Array(width * height);
  const bits = new Bits(bytes, data);
  for (let unit = 0; unit < columns * rows; unit += 1) {
    if (state.restartEvery > 0 && unit > 0 && unit % state.restartEvery === 0) {
      bits.restart();
      for (const component of parts) component.previous = 0;
    }
    for (const component of parts) {
      const [across, down] = isSingle ? [1, 1] : [component.across, component.down];
      for (let block = 0; block < across * down; block += 1) {
        const mean = blockMean(bits, component, of.isProgressive, shift);
        if (component !== of.components[0]) continue;
        const x = (unit % columns) * across + (block % across);
        const y = Math.floor(unit / columns) * down + Math.floor(block / across);
        if (x < width && y < height) light[y * width + x] = Math.min(255, Math.max(0, mean));
      }
    }
  }
  return { width, height, light };
}

/** The mean of the next block; its other coefficients are passed over. */
function blockMean(bits: Bits, component: Component, isProgressive: boolean, shift: number): number {
  component.previous += bits.difference(Math.min(15, bits.symbol(component.dc!)));
  if (!isProgressive) {
    for (let k = 1; k < 64; k += 1) {
      const symbol = bits.symbol(component.ac!);
      const length = symbol & 15;
      if (length === 0) {
        if (symbol !== 0xf0) break;
        k += 15;
      } else {
        k += symbol >> 4;
        bits.take(length);
      }
    }
  }
  return ((component.previous << shift) * component.quantizer) / 8 + 128;
}
