/** The engine's pipeline for a form that is being filled in: rules, requirements, checks. The same code as the server's. */
import { rowsOf, type Row } from '@/components/inputs/lines/rows';
import { compileForm, type FormPlan } from '@/engine/form/compile';
import { withRowFormulas } from '@/engine/form/formulas';
import { changeField, findProblems, startForm, type FormContext, type FormState } from '@/engine/form/pipeline';
import { modelOfViews } from '@/engine/form/views';
import type { EntityView } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import type { Problem } from '@/engine/kernel/problems';
import type { Values } from './plan';

export interface LogicInput {
  readonly document: FormDocument;
  readonly entity: EntityView;
  /** Entities that relations point to, for rules along them. */
  readonly targets: readonly EntityView[];
  readonly me: FormContext['me'];
  readonly isNew: boolean;
}
export interface FieldEffect {
  readonly isVisible: boolean;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
}
/** A record that rules read along a relation: load `fields` of it. */
export interface RelatedNeed {
  readonly field: string;
  readonly entity: string;
  readonly fields: readonly string[];
}

/** The rules of one open form. It holds the state they last came to; the form tells it each change. */
export class FormLogic {
  readonly #plan: FormPlan | undefined;
  readonly #input: LogicInput;
  readonly #timeZone: string;
  #state: FormState | undefined;
  /** What was made of rows of line items, by the row: a keystroke in one of a thousand costs one. */
  readonly #rows = new WeakMap<Row, Row>();
  readonly #computed = new WeakMap<Row, Row>();
  #related: { [field: string]: { id: string; [field: string]: unknown } } = {};

  constructor(input: LogicInput, timeZone: string, values: Values) {
    this.#input = input;
    this.#timeZone = timeZone;
    const model = modelOfViews([input.entity, ...input.targets]);
    const entity = model.entity(input.entity.name);
    this.#plan = entity && compileForm(input.document, entity, model);
    const known = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.#known(name, value)]));
    this.#state = this.#plan && startForm(this.#plan, known, this.#context());
  }

  effect(name: string): FieldEffect {
    const state = this.#state;
    return {
      isVisible: state?.visible.has(name) ?? true,
      isRequired: state?.required.has(name) ?? false,
      isReadOnly: state?.readOnly.has(name) ?? false,
    };
  }

  /** The value the rules came to. */
  value(name: string): Json {
    return (this.#state?.values[name] ?? null) as Json;
  }

  /** A field was changed by hand: the names of all fields whose value or effect is now another. */
  change(name: string, value: Json): ReadonlySet<string> {
    if (!this.#plan || !this.#state) return new Set();
    const { state, changed } = changeField(this.#plan, this.#state, name, this.#known(name, value), this.#context());
    this.#state = state;
    return changed;
  }

  /** What one field lacks, its cells included; paths begin with its name. */
  check(name: string): readonly Problem[] {
    return this.#plan && this.#state ? findProblems(this.#plan, this.#state, [name]) : [];
  }

  /** The records rules read along relations, by field. */
  needs(): readonly RelatedNeed[] {
    const byField = new Map<string, Set<string>>();
    for (const path of this.#plan?.relatedPaths ?? []) {
      const [field, next] = path.split('.');
      if (field && next) byField.set(field, (byField.get(field) ?? new Set()).add(next));
    }
    return [...byField].flatMap(([field, fields]) => {
      const entity = this.#input.entity.fields.find((item) => item.name === field)?.target;
      return entity ? [{ field, entity, fields: [...fields] }] : [];
    });
  }

  /** A row of line items with what its formulas come to. Rows never change in place, so each is computed once. */
  computedRow(name: string, row: Row): Row {
    const formulas = this.#plan?.rowFormulas.find(({ field }) => field.name === name);
    if (!formulas || !this.#plan) return row;
    const known = this.#computed.get(row);
    if (known) return known;
    const cells = this.#knownRow(this.#columns(name), row);
    const rows = withRowFormulas([formulas], this.#plan.types, { [name]: [cells] }, this.#context())[name];
    const made = (rows as readonly Row[])[0] ?? row;
    this.#computed.set(row, made);
    return made;
  }

  /** A record that was loaded for a rule; the rules run again. */
  relate(field: string, record: { id: string; [field: string]: unknown }): ReadonlySet<string> {
    this.#related = { ...this.#related, [field]: record };
    return this.change(field, this.value(field));
  }

  /** Rows of line items with their id and declared columns only, as rules and checks expect them. */
  #known(name: string, value: Json): Json {
    const columns = this.#columns(name);
    if (columns.length === 0 || !Array.isArray(value)) return value;
    return rowsOf(value).map((row) => this.#knownRow(columns, row));
  }

  #knownRow(columns: readonly string[], row: Row): Row {
    const before = this.#rows.get(row);
    if (before) return before;
    const cells = columns.filter((column) => row[column] !== undefined).map((column) => [column, row[column]!]);
    const known = { ...(row.id === undefined ? {} : { id: row.id }), ...Object.fromEntries(cells) };
    this.#rows.set(row, known);
    return known;
  }

  #columns(name: string): readonly string[] {
    const field = this.#input.entity.fields.find((item) => item.name === name);
    return (field?.fields ?? []).filter((column) => !column.system).map((column) => column.name);
  }

  #context(): FormContext {
    const now = new Date();
    return {
      me: this.#input.me,
      isNew: this.#input.isNew,
      now: now.toISOString(),
      // Swedish dates are ISO dates.
      today: new Intl.DateTimeFormat('sv-SE', { timeZone: this.#timeZone }).format(now),
      timeZone: this.#timeZone,
      related: this.#related,
    };
  }
}
