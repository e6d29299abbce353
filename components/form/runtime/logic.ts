/** The engine's pipeline for a form that is being filled in: rules, requirements, checks. The same code as the server's. */
import { rowsOf, type Row } from '@/components/inputs/lines/rows';
import { compileForm, joined, type FormPlan } from '@/engine/form/compile';
import { explainField, type Explanation } from '@/engine/form/explain';
import { linkId } from '@/engine/form/fills';
import { rowWithFormulas } from '@/engine/form/formulas';
import {
  changeCell,
  changeField,
  findProblems,
  relate,
  startForm,
  submitForm,
  type CellPlace,
  type Changed,
  type FormContext,
  type FormMessage,
  type FormState,
  type RelatedRecord,
} from '@/engine/form/pipeline';
import { optionFilter } from '@/engine/form/option-filter';
import { errorsOf } from '@/engine/form/problems-of';
import { messagesOf } from '@/engine/form/state';
import { sayWords, wordsReading } from '@/engine/form/words';
import { modelOfViews } from '@/engine/form/views';
import type { EntityView } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import { sameJson, type Json } from '@/engine/kernel/json';
import type { Model } from '@/engine/kernel/model';
import type { Problem } from '@/engine/kernel/problems';
import type { Text } from '@/engine/kernel/text';
import { partName } from './fieldStates';
import type { FieldEffect, RelatedNeed } from './logicTypes';
import { LogicFills, seededBy, withLinked, type Related } from './logicFills';
import type { Values } from './plan';
import { isoDay } from './today';

export interface LogicInput {
  readonly document: FormDocument;
  readonly entity: EntityView;
  /** Entities that relations point to, for rules along them. */
  readonly targets: readonly EntityView[];
  readonly me: FormContext['me'];
  readonly isNew: boolean;
}
const NO_CHANGE: ReadonlySet<string> = new Set();
/** The rules of one open form. It holds the state they last came to; the form tells it each change. */
export class FormLogic {
  readonly #model: Model;
  readonly #plan: FormPlan | undefined;
  readonly #input: LogicInput;
  readonly #timeZone: string;
  #state: FormState | undefined;
  /** What was made of rows of line items, by the row: a keystroke in one of a thousand costs one. */
  readonly #rows = new WeakMap<Row, Row>();
  #computed = new WeakMap<Row, Row>();
  /** Records that were read along relations. */
  related: Related = {};
  readonly fills: LogicFills;
  /** Line items whose look-ups came to something else; taken out by whoever draws them anew. */
  readonly stale = new Set<string>();

  constructor(input: LogicInput, timeZone: string, values: Values) {
    this.#input = input;
    this.#timeZone = timeZone;
    const model = (this.#model = modelOfViews([input.entity, ...input.targets]));
    const entity = model.entity(input.entity.name);
    this.#plan = entity && compileForm(input.document, entity, model);
    const known = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.#known(name, value)]));
    if (this.#plan) this.related = seededBy(this.#plan, this.#needs(), values);
    this.#state = this.#plan && startForm(this.#plan, known, this.#context());
    this.fills = new LogicFills(this.#plan, values, input.isNew);
  }

  #needs(): FormPlan['related'] {
    return this.#plan ? joined([...this.#plan.related, ...this.#plan.fillNeeds]) : [];
  }

  effect(name: string): FieldEffect {
    const state = this.#state;
    return {
      isVisible: state?.visible.has(name) ?? true,
      isRequired: state?.required.has(name) ?? false,
      isReadOnly: state?.readOnly.has(name) ?? false,
      options: state?.options.get(name),
      optionFilter: this.optionFilter(name),
      rows: state?.rows.get(name),
    };
  }

  /** What rules ask of the records that a relation, or a cell of a row, may point to. */
  optionFilter(key: string, row?: number): string | undefined {
    if (!this.#plan || !this.#state) return undefined;
    return optionFilter(this.#plan, this.#state, () => this.#context(), this.#model, {
      key,
      ...(row !== undefined && { row }),
    });
  }

  /** Whether a part of the form (its id) is shown. */
  readonly isPartShown = (id: string): boolean => !this.#state?.hiddenParts.has(id);

  /** The words of an item that is no field, with the values of the record; undefined where none holds a value. */
  words(item: string): { readonly [option: string]: Text } | undefined {
    return this.#plan && this.#state && sayWords(this.#plan, this.#state, this.#context(), item);
  }

  /** What rules say at a field and its rows; without a name: about the record as a whole. */
  messages(name?: string): readonly FormMessage[] {
    if (!this.#plan || !this.#state || this.#plan.messages.length === 0) return [];
    return messagesOf(this.#plan, this.#state).filter(({ path }) => path[0] === name);
  }

  /** The value the rules came to. */
  value(name: string): Json {
    return (this.#state?.values[name] ?? null) as Json;
  }

  /** A field was changed by hand: the names of all fields (and parts, `part <id>`) that are otherwise now. */
  change(name: string, value: Json): ReadonlySet<string> {
    this.fills.changed(name, value);
    return this.#take((plan, state) => changeField(plan, state, name, this.#known(name, value), this.#context()));
  }

  /** One cell of line items was changed by hand. */
  changeCell(place: CellPlace, value: Json): ReadonlySet<string> {
    return this.#take((plan, state) => changeCell(plan, state, place, value, this.#context()));
  }

  #take(change: (plan: FormPlan, state: FormState) => Changed): ReadonlySet<string> {
    if (!this.#plan || !this.#state) return NO_CHANGE;
    const { state, changed } = change(this.#plan, this.#state);
    this.#state = state;
    const spoken = wordsReading(this.#plan, changed);
    return spoken.length === 0 ? changed : new Set([...changed, ...spoken.map(partName)]);
  }

  /** What one field lacks, its cells included; paths begin with its name. */
  check(name: string): readonly Problem[] {
    return this.#plan && this.#state ? findProblems(this.#plan, this.#state, this.#context(), [name]) : [];
  }

  /** Errors that rules state at a field, or about the record as a whole. */
  errors(name?: string): readonly Problem[] {
    return errorsOf(this.messages(name));
  }

  /** Fields that sending the form clears, because they are hidden, and what follows from it: name → value. */
  cleared(): ReadonlyMap<string, Json> {
    const [plan, state] = [this.#plan, this.#state];
    if (!plan || !state || plan.calculations.every(({ clear }) => clear !== 'clearOnSubmit')) return new Map();
    const sent = submitForm(plan, state, this.#context());
    return new Map(
      Object.entries(sent.values).flatMap(([name, value]) =>
        sameJson((value ?? null) as Json, this.value(name)) ? [] : [[name, (value ?? null) as Json]],
      ),
    );
  }

  /** Why a field, or a cell, stands as it does. */
  explain(at: Parameters<typeof explainField>[3]): Explanation | undefined {
    return this.#plan && this.#state && explainField(this.#plan, this.#state, this.#context(), at);
  }

  /** The records rules read along relations. */
  needs(): readonly RelatedNeed[] {
    return this.#needs().flatMap(({ key, field, list, paths }) =>
      field.target === undefined ? [] : [{ key, field: (list ?? field).name, entity: field.target, fields: paths }],
    );
  }

  /** A row of line items with what its formulas come to. Rows never change in place, so each is computed once. */
  computedRow(name: string, row: Row): Row {
    const formulas = this.#plan?.rowFormulas.find(({ field }) => field.name === name);
    if (!formulas || !this.#plan) return row;
    const known = this.#computed.get(row);
    if (known) return known;
    const { cells, back } = withLinked(this.#plan, name, this.#knownRow(this.#columns(name), row), this.related);
    const made = back(rowWithFormulas(formulas, this.#plan.types, cells, this.#context()));
    this.#computed.set(row, made);
    return made;
  }

  /** Ids of records a need points to at present that were not told yet. */
  missing({ key }: RelatedNeed): readonly string[] {
    const need = this.#needs().find((one) => one.key === key);
    if (!need) return [];
    const holders = need.list ? rowsOf(this.value(need.list.name)) : [this.#state!.values as Values];
    const ids = holders.flatMap((holder) => {
      const id = linkId(holder[need.field.name]);
      return id !== undefined && !this.related[key]?.[id] ? [id] : [];
    });
    return [...new Set(ids)];
  }

  /**
   * Records that were loaded for a need; the rules run again. Records are kept by their id, so an answer that comes
   * after another record was picked changes nothing.
   */
  relate(key: string, records: readonly RelatedRecord[]): ReadonlySet<string> {
    const known = { ...this.related[key], ...Object.fromEntries(records.map((record) => [record.id, record])) };
    this.related = { ...this.related, [key]: known };
    this.#computed = new WeakMap();
    for (const { list, key: of } of this.#plan?.live ?? []) if (list && of === key) this.stale.add(list.name);
    return this.#take((plan, state) => relate(plan, state, key, this.#context()));
  }

  /** Rows of line items with their id and declared columns only, as rules and checks expect them. */
  #known(name: string, value: Json): Json {
    const columns = Array.isArray(value) ? this.#columns(name) : [];
    if (columns.length === 0) return value;
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
    const { fields = [] } = this.#input.entity.fields.find((item) => item.name === name) ?? {};
    return fields.filter((column) => !column.system).map((column) => column.name);
  }

  #context(): FormContext {
    const now = new Date();
    return {
      me: this.#input.me,
      isNew: this.#input.isNew,
      now: now.toISOString(),
      today: isoDay(this.#timeZone).format(now),
      timeZone: this.#timeZone,
      related: this.related,
    };
  }
}
