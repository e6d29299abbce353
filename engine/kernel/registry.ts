import type {
  BlockType,
  ChartType,
  DocumentKind,
  ExpressionFunction,
  FieldType,
  ItemType,
  NodeType,
  Plugin,
  ViewType,
} from './contract';
import type { ProblemTable } from './problems';

/** All that the plugins contribute, looked up by name. Built once at start; immutable. */
export interface Registry {
  readonly plugins: ReadonlyMap<string, Plugin>;
  readonly fieldTypes: ReadonlyMap<string, FieldType>;
  readonly nodeTypes: ReadonlyMap<string, NodeType>;
  readonly chartTypes: ReadonlyMap<string, ChartType>;
  readonly viewTypes: ReadonlyMap<string, ViewType>;
  readonly functions: ReadonlyMap<string, ExpressionFunction>;
  readonly blockTypes: ReadonlyMap<string, BlockType>;
  readonly itemTypes: ReadonlyMap<string, ItemType>;
  readonly documentKinds: ReadonlyMap<string, DocumentKind>;
  readonly problems: ProblemTable;
}

/**
 * Merges the contributions of plugins. Throws one Error that lists every fault in a sentence: two owners of one name,
 * a plugin that needs one that is not there.
 */
export function buildRegistry(plugins: readonly Plugin[]): Registry {
  const faults: string[] = [];
  const merge = <T>(what: string, list: (plugin: Plugin) => Iterable<readonly [string, T]>): Map<string, T> => {
    const owners = new Map<string, string>();
    const merged = new Map<string, T>();
    for (const plugin of plugins) {
      for (const [name, unit] of list(plugin)) {
        const owner = owners.get(name);
        if (owner) {
          faults.push(`Both "${owner}" and "${plugin.id}" contribute the ${what} "${name}". Rename one of them.`);
        }
        owners.set(name, plugin.id);
        merged.set(name, unit);
      }
    }
    return merged;
  };
  const byType = <U extends { readonly type: string }>(units: readonly U[] = []): (readonly [string, U])[] =>
    units.map((unit) => [unit.type, unit] as const);

  const registry = {
    plugins: merge('plugin', (p) => [[p.id, p] as const]),
    fieldTypes: merge('field type', (p) => byType(p.fieldTypes)),
    nodeTypes: merge('node', (p) => byType(p.nodeTypes)),
    chartTypes: merge('chart', (p) => byType(p.chartTypes)),
    viewTypes: merge('view type', (p) => byType(p.viewTypes)),
    functions: merge('function', (p) => byType(p.functions)),
    blockTypes: merge('block', (p) => byType(p.blockTypes)),
    itemTypes: merge('item of forms', (p) => byType(p.itemTypes)),
    documentKinds: merge('document kind', (p) => (p.documentKinds ?? []).map((k) => [k.kind, k] as const)),
    problems: Object.fromEntries(merge('problem', (p) => Object.entries(p.problems ?? {}))),
  };
  for (const plugin of plugins) {
    for (const need of plugin.needs ?? []) {
      if (!registry.plugins.has(need)) {
        faults.push(`The plugin "${plugin.id}" needs "${need}", which is not installed.`);
      }
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return registry;
}
