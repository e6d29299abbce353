/** What a tree shows, line by line. Pure. */
import type { RecordView } from '@/engine/kernel/api';

/** Children of one parent, as far as they were read. '' is the parent of the roots. */
export interface Level {
  readonly rows: readonly RecordView[];
  /** There are more, or they were not read yet. */
  readonly hasMore: boolean;
}
export type TreeLine =
  | {
      readonly kind: 'node';
      readonly key: string;
      readonly row: RecordView;
      /** 1 for roots, as aria-level counts. */
      readonly depth: number;
      readonly parent: string;
      readonly isOpen: boolean;
      /** null: not counted yet. */
      readonly children: number | null;
    }
  | { readonly kind: 'more'; readonly key: string; readonly parent: string; readonly depth: number };
export const ROOT = '';
/** Deeper than this nothing is drawn: no such tree fits a screen, and a circle would never end. */
const DEEPEST = 50;

export function linesOf(
  levels: ReadonlyMap<string, Level>,
  open: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const walk = (parent: string, depth: number): void => {
    const level = levels.get(parent);
    for (const row of level?.rows ?? []) {
      const isOpen = open.has(row.id);
      lines.push({ kind: 'node', key: row.id, row, depth, parent, isOpen, children: counts.get(row.id) ?? null });
      if (isOpen && depth < DEEPEST) walk(row.id, depth + 1);
    }
    if (!level || level.hasMore) lines.push({ kind: 'more', key: `more:${parent}`, parent, depth });
  };
  walk(ROOT, 1);
  return lines;
}

/** What an arrow key means on a line (WAI-ARIA's treegrid): the line to go to, or to open or close this one. */
export function keyOn(
  lines: readonly TreeLine[],
  at: number,
  key: string,
): { readonly to: number } | { readonly toggle: string } | null {
  const line = lines[at];
  if (line?.kind !== 'node') return null;
  const nodes = lines.flatMap(({ kind }, index) => (kind === 'node' ? [index] : []));
  const place = nodes.indexOf(at);
  const go = (index: number | undefined) => (index === undefined ? null : { to: index });
  const MEANING: { readonly [key: string]: () => ReturnType<typeof keyOn> } = {
    ArrowDown: () => go(nodes[place + 1]),
    ArrowUp: () => go(nodes[place - 1]),
    Home: () => go(nodes[0]),
    End: () => go(nodes.at(-1)),
    ArrowRight: () => {
      if (line.children === 0) return null;
      if (!line.isOpen) return { toggle: line.row.id };
      const next = lines[at + 1];
      return next?.kind === 'node' && next.depth > line.depth ? { to: at + 1 } : null;
    },
    ArrowLeft: () => {
      if (line.isOpen && line.children !== 0) return { toggle: line.row.id };
      const above = lines.findIndex((one) => one.kind === 'node' && one.row.id === line.parent);
      return above < 0 ? null : { to: above };
    },
  };
  return MEANING[key]?.() ?? null;
}
