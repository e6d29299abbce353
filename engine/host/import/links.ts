/** Records that cells name: looked up for a whole batch at once, under the rights of the person who imports. */
import { matchKeys } from '../../data/records/match';
import { isUuid } from '../../kernel/ids';
import type { Json } from '../../kernel/json';
import type { FieldModel } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import { schemaOf } from '../services/records-context';
import type { Call, Tx } from '../contract';
import type { Column } from './mapping';

/** Names remembered for a column. */
const MOST_KNOWN = 50_000;

type Found = string | 'none' | 'several';

export class LinkFinder {
  readonly #known = new Map<Column, Map<string, Found>>();
  /** Names of records made by a trial run, which keeps none. */
  readonly #counted = new Set<string>();
  /** Made by the present batch of a trial run. */
  readonly #trial = new Map<string, string>();
  constructor(
    readonly call: Call,
    readonly isCheck: boolean,
  ) {}

  /**
   * Looks up names of a column: one question for each field by which it is found. Makes the missing ones where the person
   * wants that.
   * @returns how many records were made that were not made before
   */
  async prepare(tx: Tx, column: Column, names: ReadonlySet<string>): Promise<number> {
    if (this.#namesOf(column).size > MOST_KNOWN) this.#known.delete(column);
    const known = this.#namesOf(column);
    const wanted = [...names].filter((name) => name !== '' && !isUuid(name) && !known.has(name));
    if (wanted.length === 0) return 0;
    const ids = new Map(wanted.map((name) => [name, new Set<string>()]));
    for (const field of column.relation!.by) {
      const asked = wanted.flatMap((name) => {
        const value = this.#valueOf(field, name);
        return value === undefined ? [] : [{ name, value }];
      });
      const keys = asked.map(({ value }) => [value]);
      const { viewer, host } = this.call;
      const by = { viewer, now: host.clock.now() };
      const found = await matchKeys(tx, schemaOf(this.call), column.relation!.target, [field], keys, by);
      asked.forEach(({ name }, i) => found[i]!.forEach((id) => ids.get(name)!.add(id)));
    }
    const missing: string[] = [];
    for (const [name, matches] of ids) {
      if (matches.size === 1) known.set(name, [...matches][0]!);
      else if (matches.size > 1) known.set(name, 'several');
      else missing.push(name);
    }
    return this.#make(tx, column, missing);
  }

  #namesOf(column: Column): Map<string, Found> {
    let known = this.#known.get(column);
    if (!known) this.#known.set(column, (known = new Map<string, Found>()));
    return known;
  }

  /** A name as a value of the field, or undefined where it cannot be one. */
  #valueOf(field: FieldModel, name: string): unknown {
    const { host, viewer } = this.call;
    const type = host.registry.fieldTypes.get(field.type);
    if (!type) return name;
    const parsed = type.parse?.(name, field.options, viewer.locale, viewer.timeZone) ?? name;
    const value = type.normalize ? type.normalize(parsed, field.options) : parsed;
    return typeof value === 'string' && value !== '' && type.check(value, field.options).length === 0
      ? value
      : undefined;
  }

  async #make(tx: Tx, column: Column, names: readonly string[]): Promise<number> {
    const { target, missing, by } = column.relation!;
    if (missing !== 'create' || names.length === 0) return 0;
    const known = this.#namesOf(column);
    const rows = names.map((name): { [field: string]: Json } => ({ [by[0]!.name]: name }));
    const { ids } = await this.call.host.records.createMany(this.call, target.name, rows, tx);
    let made = 0;
    ids.forEach((id, i) => {
      if (id === null) return;
      // What a trial run makes is gone with its batch: asked for again, counted once.
      const name = `${target.id} ${names[i]!}`;
      if (!this.isCheck) known.set(names[i]!, id);
      else this.#trial.set(`${column.index} ${names[i]!}`, id);
      if (!this.#counted.has(name)) made += 1;
      if (this.isCheck) this.#counted.add(name);
    });
    return made;
  }

  /** A batch of a trial run is over: what it made is no more. */
  forget(): void {
    this.#trial.clear();
  }

  /** The id of the record a cell names, or what is wrong with it; undefined: nobody is called so. */
  find(column: Column, name: string, path: Problem['path']): string | Problem | undefined {
    if (isUuid(name)) return name;
    const found = this.#namesOf(column).get(name) ?? this.#trial.get(`${column.index} ${name}`) ?? 'none';
    if (found === 'none') return undefined;
    if (found !== 'several') return found;
    return problem('import.ambiguous', path, { field: column.field.label, value: name });
  }
}
