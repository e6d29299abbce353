import type { Answer, AnswerColumn } from './answer';
import type { AnyDocument, PageDocument, ReportDocument } from './documents.generated';
import type { ItemType, Sight } from './items';
import type { Json, JsonSchema } from './json';
import type { ColumnType, EntityModel, Model, ValueKind } from './model';
import type { Problem, ProblemTable } from './problems';
import type { Registry } from './registry';
import type { Locale, Text } from './text';

/**
 * What a plugin may contribute. A plugin is data: the kernel reads it once, at start, checks it, and never hands a
 * plugin the means to change another plugin. Two owners of one name stop the start with a sentence naming both.
 */
export interface Plugin {
  readonly id: string;
  readonly label: Text;
  readonly needs?: readonly string[];
  readonly fieldTypes?: readonly FieldType[];
  readonly nodeTypes?: readonly NodeType[];
  readonly chartTypes?: readonly ChartType[];
  readonly viewTypes?: readonly ViewType[];
  readonly functions?: readonly ExpressionFunction[];
  readonly blockTypes?: readonly BlockType[];
  readonly itemTypes?: readonly ItemType[];
  readonly documentKinds?: readonly DocumentKind[];
  readonly problems?: ProblemTable;
}
export const definePlugin = <const P extends Plugin>(plugin: P): P => plugin;

/** Every unit: its `type` is its folder's name; its options are a JSON Schema, from which the property panel is drawn. */
export interface Unit {
  readonly type: string;
  readonly label: Text;
  /** One sentence for the palette. */
  readonly hint?: Text;
  /** Name of an icon of components/ui/icons. */
  readonly icon: string;
  readonly options: OptionsSchema;
}

/**
 * A JSON Schema object whose properties carry `x-label` (Text), optionally `x-help` (Text), `x-order` (number) and
 * `x-editor`: the name of a property editor of components/ui/properties. Without it the editor follows from the JSON
 * type (string, number, integer, boolean, enum with `x-enumLabels`). Known editors: text (Text in both languages),
 * choices, expression, fieldName, entityName, people, lines, branches, assignments, json.
 */
export type OptionsSchema = JsonSchema;

// ---- form ---------------------------------------------------------------------------------------------------------
export type FilterOperator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'notContains'
  | 'startsWith'
  | 'endsWith'
  | 'isEmpty'
  | 'notEmpty'
  | 'isMe'
  | 'myDepartment'
  | 'myDepartmentAndBelow'
  /** A record of a tree, or any below it. Of the relation that makes the tree: the record itself is it or below it. */
  | 'below'
  | 'relative'
  | 'near'
  | 'inRegion';
export type Aggregate = 'count' | 'sum' | 'avg' | 'min' | 'max' | 'countDistinct' | 'median';

export interface FieldType<Value = unknown, Options = { readonly [key: string]: unknown }> extends Unit {
  readonly group: 'text' | 'number' | 'choice' | 'date' | 'relation' | 'computed' | 'other';
  /** Place among those of its group where people choose a type: what is used most comes first. Absent: after those with one. */
  readonly rank?: number;
  readonly kind: ValueKind;
  /** null: the value lies in a child table (line items). */
  readonly column: ColumnType | null;
  /** Where they follow from the options, these count instead of `kind` and `column` (kernel/fields.ts asks for them). */
  kindOf?(options: Options): ValueKind;
  columnOf?(options: Options): ColumnType | null;
  /** The platform computes the value: nobody sends it, nobody has more than the right to read it, forms show it only. */
  readonly derive?: DerivedValue<Options>;
  /** Name of the entity the value points to, if it does. */
  target?(options: Options): string | undefined;
  readonly filters: readonly FilterOperator[];
  readonly aggregates: readonly Aggregate[];
  readonly canGroup: boolean;
  readonly canSort: boolean;
  /** The values in the order in which their groups stand when sorted by them; without it they stand by their value. */
  order?(options: Options): readonly string[];
  /** Name of the input that edits it: one of components/inputs, or `type` itself when the folder has a view.tsx. */
  readonly input: string;
  /** JSON Schema 2020-12 of a present (not null) value: data, so that browser, server and types share it. */
  valueSchema(options: Options): JsonSchema;
  /** Brings what a person or a file gave into canonical form (trim, full-width → half-width, "1,000" → "1000"); never refuses. */
  normalize?(value: unknown, options: Options): unknown;
  /** Brings a computed value into what the field can keep: rounds a quotient to the field's decimals. */
  fit?(value: unknown, options: Options): unknown;
  /** Takes the whole width of a form unless somebody says otherwise. */
  readonly isWide?: boolean;
  /** Everything that is wrong with a present value; [] when it is good. Pure; runs in the browser and on the server. */
  check(value: unknown, options: Options): readonly Problem[];
  /** The value as people read it. Relations are formatted from `{id, title}`. */
  format(value: Value, options: Options, locale: Locale, timeZone?: string): string;
  /**
   * A sum or an average of its values (a decimal, with more digits than a value has) as people read it in charts. Absent:
   * as a number, or as money where the options name a currency.
   */
  formatMeasure?(value: string, options: Options, locale: Locale): string;
  /**
   * The value as those see it who may see it masked only; it must not tell the value, nor its length where that tells
   * something. Absent: texts keep their ends, everything else is `***` (engine/access/mask.ts).
   */
  mask?(value: Value, options: Options): string;
  /** Text of a file or the clipboard → a value for normalize+check. Absent: the text itself is the value. */
  parse?(text: string, options: Options, locale: Locale, timeZone?: string): unknown;
  /** Checks the options beyond their schema (e.g. at least one choice). */
  checkOptions?(options: Options): readonly Problem[];
  /** The value as a cell of a file holds it, so that `parse` reads it back. Absent: numbers and dates as they are, all else `format`. */
  fileText?(value: Value, options: Options): string;
  /** Its values may be kept encrypted (FieldUse.encrypted); only types whose canonical value is a text or a decimal. */
  readonly canEncrypt?: boolean;
  /** Operators of `filters` that no column type knows: how this type compares. */
  readonly comparisons?: { readonly [O in FilterOperator]?: FieldComparison };
  /** An index its comparisons need, over the quoted column; beside those every column of its kind gets. */
  index?(column: string): { readonly method: 'btree' | 'gist' | 'gin'; readonly on: string };
  /** Loads what reading and checking its values needs: awaited by the server at its start, by a browser when an input is shown. */
  prepare?(): Promise<void>;
  /**
   * Why an uploaded file may not be a value: the kind its bytes show, or how it came about (`source`; '': unknown).
   */
  fileFault?(
    file: { readonly name: string; readonly mime: string; readonly source: string },
    options: Options,
  ): 'kind' | 'origin' | undefined;
  /** At least one good and one bad value; the contract suite sends each through browser, server and SQL. */
  readonly examples: readonly FieldExample<Value, Options>[];
}
/** A comparison a field type brings itself. The SQL is compiled once for all values, so the values are parameters. */
export interface FieldComparison {
  /** How many parameters `sql` takes; `parameters` gives as many. */
  readonly count: number;
  /** The value of a filter → its parameters, or undefined when it is no such value. */
  parameters(value: unknown): readonly unknown[] | undefined;
  sql(column: Sql, parameters: readonly Sql[]): Sql;
  /** The value of a filter as people read it. */
  format(value: unknown, locale: Locale): string;
}
/** What a derived field type says of its values. */
export interface DerivedValue<Options = { readonly [key: string]: unknown }> {
  /**
   * The field type and options that the computed values have: lists, filters, reports and pages treat them like those
   * (a sum of money is money). undefined while a name in the options leads nowhere.
   */
  shape(options: Options, names: ShapeNames): FieldShape | undefined;
  compute(options: Options): Computation;
}
export interface FieldShape {
  readonly type: string;
  readonly options: { readonly [key: string]: unknown };
  /** Name of the entity a relation points to. */
  readonly target?: string | undefined;
}
/** Finds what the options of a derived field name. */
export interface ShapeNames {
  /** A field of an entity by name; without `entity` of the one that declares the derived field. Columns of line items: `items.price`. */
  field(name: string, entity?: string): FieldShape | undefined;
}
/** How a derived value comes about; engine/entity/derived turns it into SQL. Names are those of the options. */
export type Computation =
  /** An expression over the record, stored. */
  | { readonly by: 'expression'; readonly source: string }
  /** A field of the record a relation points to, joined when it is read. */
  | { readonly by: 'path'; readonly relation: string; readonly field: string }
  /** Over line items (`items`) or the records that point here (`order.customer`), stored. */
  | {
      readonly by: 'children';
      readonly children: string;
      readonly aggregate: 'count' | 'sum' | 'avg' | 'min' | 'max' | 'list';
      readonly field?: string | undefined;
      readonly where?: string | undefined;
    }
  /** The next number of a series, given once. */
  | {
      readonly by: 'number';
      readonly pattern: string;
      readonly reset: 'never' | 'year' | 'month' | 'day';
      readonly isGapless: boolean;
    };
export interface FieldExample<Value = unknown, Options = unknown> {
  readonly options: Options;
  readonly good: readonly Value[];
  readonly bad: readonly unknown[];
}

// ---- workflow -----------------------------------------------------------------------------------------------------
export interface NodeType<Options = { readonly [key: string]: unknown }> extends Unit {
  readonly group: 'begin' | 'people' | 'logic' | 'action' | 'finish';
  /** The options a new node starts with, so that it means something before anybody opens its properties. */
  readonly initial?: Options;
  /** The ways out, as the canvas draws them; may follow from the options (branches of a condition). */
  exits(options: Options): readonly { readonly name: string; readonly label: Text }[];
  /** One XState state node, as JSON. No functions: actions and guards are named, with params. */
  compile(node: NodeUse<Options>): JsonSchema;
  check?(node: NodeUse<Options>, names: FlowNames): readonly Problem[];
  readonly examples: readonly { readonly node: NodeUse<Options>; readonly state: JsonSchema }[];
}
export interface NodeUse<Options = { readonly [key: string]: unknown }> {
  readonly id: string;
  readonly label: Text;
  readonly options: Options;
  /** Exit name → id of the next node. */
  readonly exits: { readonly [exit: string]: string };
}
export interface FlowNames {
  readonly roles: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  /** Problems of an expression over the flow's record; [] when it is good. */
  checkExpression(source: string, expects: ValueKind): readonly Problem[];
  /** Kind and target of a path, or undefined where it leads nowhere. */
  resolve(
    path: string,
  ): { readonly kind: ValueKind; readonly target: string | undefined; readonly isDerived?: boolean } | undefined;
}

// ---- report -------------------------------------------------------------------------------------------------------
export interface ChartType<Options = { readonly [key: string]: unknown }> extends Unit {
  /** How many dimensions and measures it takes. */
  readonly takes: {
    readonly dimensions: readonly [min: number, max: number];
    readonly measures: readonly [min: number, max: number];
  };
  /** How well it suits a question that fits `takes`: 0 (not at all) to 1. The best is suggested. */
  suits(shape: QuestionShape): number;
  /** How it is drawn: by ECharts from an option, or by a small view of components/report (`number`, `table`). */
  readonly view: 'echarts' | 'number' | 'table';
  /** Rows → an ECharts option as JSON (or the view's props). Pure; the same rows give the same option. */
  draw(answer: Answer, options: Options, locale: Locale): JsonSchema;
  readonly examples: readonly { readonly answer: Answer; readonly options: Options }[];
}
/** What can be told of a question without asking it. */
export interface QuestionShape {
  readonly dimensions: number;
  readonly measures: number;
  /** Its first dimension is a date cut into days, weeks, months … */
  readonly isOverTime: boolean;
  /** It lists records instead of grouping them. */
  readonly isPlain: boolean;
}
export type { Answer, AnswerColumn };

// ---- views --------------------------------------------------------------------------------------------------------
/**
 * A way to show the records of an entity: table, board, calendar … One folder `components/views/<type>/` with `type.ts`
 * (this declaration, without React: the server checks saved views by it) and `index.tsx` (how it is drawn, ViewUnit).
 */
export interface ViewType extends Unit {
  /** Place in the menu of new views. */
  readonly order: number;
  /** What it makes of a view's settings; others are not offered. */
  readonly uses: readonly ('group' | 'height' | 'colors')[];
  /** It is drawn on a phone too; others are shown as cards there. */
  readonly hasPhone?: boolean;
  /** Fields of the entity it cannot do without, each named by one of its options. */
  readonly needs: readonly ViewNeed[];
}
export interface ViewNeed {
  /** The option that holds the field's name; a new view starts with the first field that fits. */
  readonly option: string;
  /** Field types that fit; empty: any. */
  readonly types: readonly string[];
  /** Only a relation that makes a tree of the entity. */
  readonly isTree?: boolean;
  /** Said where the view type is offered and the entity has no such field. */
  readonly missing: Text;
  readonly isOptional?: boolean;
}

export type { ItemPlace, ItemType, Sight, SuggestFrom } from './items';

// ---- pages --------------------------------------------------------------------------------------------------------
/** A block of a record page. How it looks is the `view.tsx` of its folder. */
export interface BlockType<Options = { readonly [key: string]: unknown }> extends Unit {
  readonly group: 'record' | 'related' | 'people' | 'text';
  /** Plugin without which the block is neither offered nor shown. */
  readonly plugin?: string;
  /** All problems that the options schema cannot see; paths begin at `place.path`. */
  check?(options: Options, place: BlockPlace): readonly Problem[];
  /** The options as a viewer may know them; undefined leaves the block out. Without it the block is for everybody. */
  cut?(options: Options, sight: BlockSight): Options | undefined;
  /** The entity whose fields the options name, for the property panel; without it the page's own. */
  about?(options: Options): string | undefined;
}
export interface BlockPlace {
  readonly page: PageDocument;
  /** The entity whose records the page shows. */
  readonly entity: EntityModel;
  readonly names: Names;
  /** Where the options lie in the document. */
  readonly path: Problem['path'];
}
/** For cutting a page. */
export interface BlockSight extends Sight {
  report(name: string): ReportDocument | undefined;
}

// ---- expressions --------------------------------------------------------------------------------------------------
/** A piece of SQL with its values; `$1…` are numbered when pieces are joined. */
export interface Sql {
  readonly parts: readonly string[];
  readonly values: readonly unknown[];
}
/** An argument as SQL, and its kind for functions that take several (`null`: the word null alone). */
export interface ExpressionArgument extends Sql {
  readonly kind: ValueKind | 'null';
}
/** One parameter of a function. */
export interface ExpressionParameter {
  readonly name: string;
  /** Kinds that are taken; empty: any kind. */
  readonly kinds: readonly ValueKind[];
  /** A list of values (a column of line items, or several values), or rows themselves when `kinds` has `lines`. */
  readonly isList?: boolean;
  /** All parameters so marked are of one kind, which `gives: 'same'` takes over. */
  readonly isSame?: boolean;
  readonly isOptional?: boolean;
  /** The last parameter only: it may be given many times. */
  readonly isRepeated?: boolean;
  /** One of these texts, written out in the expression. */
  readonly oneOf?: readonly string[];
  /** Not written by the analyst: the engine hands it in. */
  readonly given?: 'today' | 'now' | 'timeZone';
}
/**
 * A function of the expression language. Values in JavaScript: text, date, record, time zone → string; number →
 * `Decimal` (engine/expression/decimal.ts); boolean; datetime → bigint of microseconds since 1970; a list → an array;
 * absent → null. In SQL a list is a parenthesised SELECT with one column `v`.
 */
export interface ExpressionFunction {
  /** As analysts write it: `SUM`, `IF`, `DATEDIF`. */
  readonly type: string;
  readonly takes: readonly ExpressionParameter[];
  readonly gives: ValueKind | 'same';
  /** Gets nulls too. Otherwise one null argument makes the result null, and `js` never sees it; `sql` must agree. */
  readonly takesNull?: boolean;
  /** May also be written behind its first argument: `name.contains("x")`. */
  readonly method?: string;
  readonly help: Text;
  js(...args: readonly never[]): unknown;
  sql(...args: readonly ExpressionArgument[]): Sql;
  /** Each runs as JavaScript and as SQL; the contract suite demands one answer. Values as in JSON, decimals as text. */
  readonly examples: readonly { readonly call: string; readonly gives: Json }[];
}

// ---- documents ----------------------------------------------------------------------------------------------------
/** A kind of document. All kinds share one life: draft → check → plan → publish → history → revert → export. */
export interface DocumentKind {
  readonly kind: string;
  readonly label: Text;
  readonly icon: string;
  /** Its JSON Schema lies in schemas/formats/<kind>.schema.json. Kinds are published in ascending order. */
  readonly order: number;
  /**
   * All problems that the schema cannot see, each with its place in the document. Called only with documents that
   * satisfy their schema; write it with the kind's own document type: `check(document: FormDocument, names)`.
   */
  check?(document: never, names: Names): readonly Problem[];
}
/** What a document may refer to: everything published, as it will be after this publication. */
export interface Names {
  readonly model: Model;
  readonly registry: Registry;
  /** Names a document of that kind answers to, former names included. */
  readonly roles: ReadonlySet<string>;
  readonly reports: ReadonlySet<string>;
  readonly dashboards: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
  /** The documents of a kind after this publication. */
  all(kind: AnyDocument['kind']): readonly AnyDocument[];
  /** A document as it is published now, by id. */
  before(id: string): AnyDocument | undefined;
  /** What is wrong with the options of a unit: against its options schema, paths beginning at `path`. */
  checkOptions(unit: Unit, options: unknown, path: Problem['path']): readonly Problem[];
}
