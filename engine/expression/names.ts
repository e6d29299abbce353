/** Names of an expression → what they mean: a given, a variable, a row, a field along relations. */
import type { EntityModel, FieldModel } from '../kernel/model';
import type { Text } from '../kernel/text';
import type { ASTNode } from './parse';
import { GIVEN, type Scope } from './scope';
import type { FieldTerm, GivenName, RowName, Rows, Term } from './term';

/** A field that an expression reads, and all it passes on the way; for dependencies, rights and where-used. */
export interface Use {
  /** From the record: `region.manager`, `lines.amount`. */
  readonly path: string;
  /** The record of the scope it starts from; undefined for the one that bare names mean. */
  readonly of?: string;
  readonly steps: readonly { readonly entity: EntityModel; readonly field: FieldModel }[];
}

type Report = (code: string, node: ASTNode, data: { readonly [key: string]: string | number | Text }) => undefined;
type Step = Use['steps'][number];

const MAX_STEPS = 6;
/** Rows of rows cost their product; nobody needs three. */
const MAX_TABLES = 2;
/** Steps of a loop in a loop (≈ 0.5 s on a slow machine), and the rows a table of line items takes unless it says otherwise. */
const MAX_LOOPS = 300_000;
const DEFAULT_ROWS = 500;
const mostRows = ({ options }: FieldModel): number => Number(options.maxRows ?? DEFAULT_ROWS);

const isOfRow = (of: FieldTerm['of']): of is RowName => typeof of === 'object' && 'depth' in of;

export class Names {
  readonly uses = new Map<string, Use>();
  readonly given = new Set<GivenName>();
  readonly #rows = new Map<string, Rows>();
  readonly #scope: Scope;
  readonly #report: Report;

  constructor(scope: Scope, report: Report) {
    this.#scope = scope;
    this.#report = report;
  }

  /** The meaning of `names` joined by dots; undefined, and reported, where there is none. */
  resolve(names: readonly string[], node: ASTNode): Term | undefined {
    const [first, ...rest] = names as [string, ...string[]];
    const row = this.#rows.get(first);
    if (row) return this.#ofRow(row, rest, node);
    if (Object.hasOwn(GIVEN, first)) return this.#given(names, node);
    const variable = this.#variable(first);
    if (variable && rest.length === 0) return { op: 'variable', name: first, ...variable };
    const record = this.#record(first);
    if (record) {
      return rest.length === 0 ? this.#unknown(first, node) : this.#walk(record, rest, node, { record: first }, []);
    }
    if (!this.#scope.entity) return this.#unknown(first, node);
    return this.#walk(this.#scope.entity, names, node, 'record', []);
  }

  /** A column of rows: `lines.filter(…).amount` → the amounts. */
  column(rows: Term, names: readonly string[], node: ASTNode): Term | undefined {
    if (rows.op !== 'rows' || rows.kind !== 'lines') return this.#report('expression.unsupported', node, {});
    return this.#columnOf(rows.rows, names, node);
  }

  /** Lets a name mean the present row of `rows` while `check` runs. */
  withRow<T>(name: string, rows: Rows, check: () => T): T {
    const before = this.#rows.get(name);
    this.#rows.set(name, rows);
    const result = check();
    if (before) this.#rows.set(name, before);
    else this.#rows.delete(name);
    return result;
  }

  #variable(name: string): { readonly kind: Term['kind']; readonly target?: string } | undefined {
    const { variables } = this.#scope;
    return variables && Object.hasOwn(variables, name) ? variables[name] : undefined;
  }

  #record(name: string): EntityModel | undefined {
    const { records } = this.#scope;
    return records && Object.hasOwn(records, name) ? records[name] : undefined;
  }

  #given(names: readonly string[], node: ASTNode): Term | undefined {
    const path = names.join('.');
    const given = Object.hasOwn(GIVEN, path) ? GIVEN[path] : undefined;
    if (!given) return this.#unknown(path, node);
    this.given.add(given.name);
    return { op: 'given', name: given.name, kind: given.kind, target: given.target };
  }

  #ofRow(rows: Rows, names: readonly string[], node: ASTNode): Term | undefined {
    const child = rows.field.child;
    if (!child) return this.#report('expression.notRows', node, {});
    if (names.length === 0) return this.#report('expression.rows', node, {});
    return this.#walk(child, names, node, { depth: rows.depth }, this.uses.get(rows.path)?.steps ?? []);
  }

  #columnOf(rows: Rows, names: readonly string[], node: ASTNode): Term | undefined {
    const value = this.#ofRow(rows, names, node);
    return value && { op: 'rows', rows, value, kind: value.kind, target: value.target, isList: true };
  }

  #walk(
    start: EntityModel,
    names: readonly string[],
    node: ASTNode,
    of: FieldTerm['of'],
    before: readonly Step[],
  ): Term | undefined {
    if (names.length > MAX_STEPS) return this.#report('expression.tooFar', node, { max: MAX_STEPS - 1 });
    const steps: Step[] = [...before];
    let entity: EntityModel = start;
    for (const [index, name] of names.entries()) {
      const field = entity.field(name);
      if (!field || this.#scope.isVisible?.(entity, field) === false) {
        return this.#unknown(names.slice(0, index + 1).join('.'), node);
      }
      const rest = names.slice(index + 1);
      const path = field.derived?.computation;
      if (path?.by === 'path') {
        // A look-up means the field it shows.
        return this.#walk(start, [...names.slice(0, index), path.relation, path.field, ...rest], node, of, before);
      }
      steps.push({ entity, field });
      if (field.kind === 'lines') return this.#table(field, steps, rest, node, of);
      if (field.isEncrypted) return this.#report('expression.encrypted', node, { label: field.label });
      if (rest.length === 0) return this.#field(field, steps, of, before.length);
      const target = field.kind === 'record' && field.target ? this.#scope.model.entity(field.target) : undefined;
      if (!target) return this.#report('expression.notALink', node, { name: field.name, field: rest[0]! });
      entity = target;
    }
    return undefined;
  }

  #field(field: FieldModel, steps: readonly Step[], of: FieldTerm['of'], from: number): FieldTerm {
    const path = this.#use(steps, of);
    const own = steps.slice(from).map((step) => step.field.name);
    // A record's own id is a record of its entity, so that `region.id == me.department` compares like with like.
    const isId = field.system === 'id';
    return {
      op: 'field',
      of,
      path: isOfRow(of) ? own.join('.') : path,
      field,
      kind: isId ? 'record' : field.kind,
      target: isId ? steps.at(-1)!.entity.name : field.target,
    };
  }

  /** `lines`: all its rows; `lines.amount`: one column. Only tables of the record itself. */
  #table(
    field: FieldModel,
    steps: readonly Step[],
    rest: readonly string[],
    node: ASTNode,
    of: FieldTerm['of'],
  ): Term | undefined {
    const id = field.child?.field('id');
    if (of !== 'record' || steps.length > 1 || !id || !field.child) return this.#report('expression.notRows', node, {});
    const path = this.#use(steps);
    const depth = new Set([...this.#rows.values()].map((rows) => rows.depth)).size;
    if (depth >= MAX_TABLES) return this.#report('expression.tooFar', node, { max: MAX_TABLES });
    const around = new Map([...this.#rows.values()].map((rows) => [rows.depth, mostRows(rows.field)]));
    const loops = [...around.values()].reduce((product, count) => product * count, mostRows(field));
    if (depth > 0 && loops > MAX_LOOPS) {
      return this.#report('expression.loops', node, {
        label: field.label,
        rows: mostRows(field),
        loops,
        max: MAX_LOOPS,
      });
    }
    const rows: Rows = { path, field, depth, where: [] };
    if (rest.length > 0) return this.#columnOf(rows, rest, node);
    const value: FieldTerm = { op: 'field', of: { depth }, path: 'id', field: id, kind: 'record' };
    return { op: 'rows', rows, value, kind: 'lines', isList: true };
  }

  #use(steps: readonly Step[], from: FieldTerm['of'] = 'record'): string {
    const path = steps.map(({ field }) => field.name).join('.');
    const of = from !== 'record' && !isOfRow(from) ? from.record : undefined;
    const key = of === undefined ? path : `${of} ${path}`;
    if (!this.uses.has(key)) this.uses.set(key, of === undefined ? { path, steps } : { path, steps, of });
    return path;
  }

  #unknown(name: string, node: ASTNode): undefined {
    return this.#report('expression.unknownName', node, { name });
  }
}
