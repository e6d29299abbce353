/** Walks through a schema: every property becomes a field, a group, rows of line items, or a note why not. */
import { documentId } from '../../kernel/ids';
import { isPrototypeKey, type Json, type JsonSchema } from '../../kernel/json';
import { SYSTEM_FIELDS } from '../../kernel/names';
import type { FieldUse, FormDocument } from '../../kernel/documents.generated';
import type { SchemaSet } from '../../schema/resources';
import type { Text } from '../../kernel/text';
import { builtInFieldTypes } from '../record';
import { bundlePart } from './bundle';
import type { FieldMap } from './mapping';
import { apiName, humanize, labelOf, type Romanize } from './naming';
import { jsonOptions, optionsOf, scalarOf } from './scalars';
import { loosen, type Part, type Shape } from './parts';
import {
  emptyOf,
  isItself,
  isPlain,
  isTag,
  mostOf,
  optional,
  type Made,
  type Place,
  type Section,
  type Target,
  type Use,
} from './places';
import { readShape } from './shape';
import { stricter, WHY, type SchemaNote } from './words';

type Rule = NonNullable<FormDocument['rules']>[number];

const MOST_ROWS = 2000;
const DEEPEST = 4;
/** Schemas of JSON fields travel inside the entity, which is sent as one request of 1 MB. */
const LONGEST_SCHEMA = 60_000;
const ALL_SCHEMAS = 500_000;
const DEEPEST_SCHEMA = 40;

export class Walk {
  readonly sections: Section[] = [];
  readonly rules: Rule[] = [];
  readonly notes: SchemaNote[] = [];
  /** The first object that takes names it does not list. */
  firstOpen: string | undefined;
  private written = 0;

  constructor(
    private readonly set: SchemaSet,
    private readonly romanize: Romanize,
  ) {}

  newTarget(isRows: boolean): Target {
    return { fields: [], maps: [], taken: new Set(SYSTEM_FIELDS), isRows };
  }

  /** The properties of an object: the fields of a form. */
  root(shape: Shape, target: Target): void {
    const section = this.section(undefined);
    this.object(shape, { target, section, path: [], prefix: '', group: '', depth: 0, isSure: true });
    for (let i = this.sections.length - 1; i >= 0; i -= 1) {
      if (this.sections[i]!.items.length === 0 && this.sections.length > 1) this.sections.splice(i, 1);
    }
  }
  /** A schema that is no object: one field that holds all of it. */
  single(part: Part, target: Target, label: string): void {
    const section = this.section(undefined);
    const place = { target, section, path: [], prefix: '', group: '', depth: 0, isSure: true };
    this.property(place, 'value', part, true, label);
  }

  private section(label: Text | undefined): Section {
    const section: Section = { id: documentId('sec'), columns: 2, items: [], ...(label ? { label } : {}) };
    this.sections.push(section);
    return section;
  }

  private object(shape: Shape, place: Place): readonly FieldUse[] {
    this.notes.push(...shape.notes);
    if (!shape.isClosed && !shape.hasOpenNames) this.firstOpen ??= shape.pointer;
    const made = [...shape.properties].flatMap(([name, part]): Made[] => {
      const fields = this.property(place, name, part, shape.required.has(name));
      const map = place.target.maps.find(({ field }) => field === fields[0]?.name);
      return map ? [{ name, fields, isGroup: map.path.length !== place.path.length + 1 }] : [];
    });
    this.rest(shape, place);
    if (!place.target.isRows) {
      this.ruleGroup(shape, place, made);
      this.ruleNeeds(shape, made);
    } else {
      for (const need of shape.needs) loosen(this, need.pointer, 'dependentRequired');
      if (!place.isSure) for (const name of shape.required) this.whenFilled(shape, name);
    }
    return made.flatMap(({ fields }) => fields);
  }

  /** @returns the fields that show it; none when it is left out */
  private property(place: Place, name: string, part: Part, isRequired: boolean, title?: string): readonly FieldUse[] {
    const shape = readShape(part, this.set);
    const label = shape.title ?? title ?? humanize(name);
    const left = this.leftOut(place, name, shape);
    if (left) {
      this.notes.push({ pointer: part.pointer, as: 'left', reason: left });
      return [];
    }
    const use = { name, label, part, shape, isRequired };
    const type = shape.types?.size === 1 ? [...shape.types][0]! : undefined;
    if (shape.cannot || type === undefined) {
      return this.json(place, use, shape.cannot ?? (shape.types ? WHY.types : WHY.any));
    }
    if (type === 'object') return this.group(place, use);
    if (type === 'array') return this.list(place, use);
    return this.scalar(place, use);
  }

  private scalar(place: Place, use: Use): readonly FieldUse[] {
    const scalar = scalarOf(use.shape);
    if (!scalar) return this.json(place, use, WHY.longValue);
    return this.add(place, use, scalar.type, scalar.options, {
      as: scalar.as,
      ...(scalar.choices && scalar.choices.length > 0 ? { options: scalar.choices } : {}),
    });
  }

  private leftOut({ target }: Place, name: string, shape: Shape): Text | undefined {
    if (isPrototypeKey(name)) return WHY.name;
    if (shape.isNever) return WHY.never;
    if (shape.types?.size === 0) return WHY.nothing;
    return target.fields.length >= mostOf(target) ? WHY.tooMany : undefined;
  }

  private group(place: Place, use: Use): readonly FieldUse[] {
    const { shape, name, label } = use;
    if (shape.values) return this.json(place, use, WHY.longValue);
    if (shape.properties.size === 0) return this.json(place, use, shape.hasOpenNames ? WHY.names : WHY.any);
    if (place.depth >= DEEPEST) return this.json(place, use, WHY.deep);
    const isSection = place.depth === 0 && !place.target.isRows;
    const section = isSection ? this.section(labelOf(label)) : place.section;
    return this.object(shape, {
      ...place,
      section,
      path: [...place.path, name],
      prefix: [place.prefix, name].filter(Boolean).join('_'),
      group: isSection ? '' : [place.group, label].filter(Boolean).join(' · '),
      depth: place.depth + 1,
      isSure: place.isSure && use.isRequired && !shape.isNullable,
    });
  }

  private list(place: Place, use: Use): readonly FieldUse[] {
    const { shape } = use;
    if (shape.values) return this.json(place, use, WHY.longValue);
    if (shape.isTuple) return this.json(place, use, WHY.tuple);
    if (!shape.items) return this.json(place, use, WHY.mixed);
    const item = readShape(shape.items, this.set);
    const options = item.values && !item.cannot && !item.isNullable ? optionsOf(item) : undefined;
    if (options) {
      if (!shape.isUnique) this.notes.push({ pointer: shape.pointer, as: 'loose', reason: WHY.once });
      return this.addList(
        place,
        use,
        'many_choice',
        { choices: options.choices },
        {
          as: 'value',
          ...(options.map && options.map.length > 0 ? { options: options.map } : {}),
        },
      );
    }
    if (isTag(item) && shape.isUnique) return this.addList(place, use, 'tags', { max: 100 }, { as: 'value' });
    if (place.target.isRows) return this.json(place, use, WHY.inRow);
    return this.rows(place, use, shape.items, item);
  }

  private rows(place: Place, use: Use, part: Part, item: Shape): readonly FieldUse[] {
    const unfit = item.cannot ?? (item.types?.size === 1 ? undefined : WHY.mixed);
    if (unfit) return this.json(place, use, unfit);
    const target = this.newTarget(true);
    const inside: Place = { target, section: undefined, path: [], prefix: '', group: '', depth: 0, isSure: true };
    const isObject = item.types!.has('object');
    if (item.types!.has('array') || (isObject && item.properties.size === 0)) return this.json(place, use, WHY.mixed);
    if (isObject) this.object(item, inside);
    else this.property(inside, 'value', part, true, use.label);
    if (target.fields.length === 0) return this.json(place, use, WHY.mixed);
    return this.addRows(place, use, target);
  }

  private addRows(place: Place, use: Use, target: Target): readonly FieldUse[] {
    const { shape } = use;
    const { maxItems } = shape.limits;
    if (maxItems !== undefined && maxItems > MOST_ROWS) {
      this.notes.push({ pointer: shape.pointer, as: 'loose', reason: stricter.rows(MOST_ROWS) });
    }
    if (shape.isUnique) loosen(this, shape.pointer, 'uniqueItems');
    const maxRows = Math.max(1, Math.min(maxItems ?? MOST_ROWS, MOST_ROWS));
    const options = { fields: target.fields as unknown as Json, maxRows };
    return this.addList(place, use, 'lines', options, { as: 'rows', columns: target.maps });
  }

  private addList(
    place: Place,
    use: Use,
    type: string,
    options: { readonly [key: string]: Json },
    map: Omit<FieldMap, 'field' | 'path'>,
  ): readonly FieldUse[] {
    const least = use.shape.limits.minItems ?? 0;
    if (least > 1) loosen(this, use.shape.pointer, 'minItems');
    if (type !== 'lines' && use.shape.limits.maxItems !== undefined) loosen(this, use.shape.pointer, 'maxItems');
    // A list that must be there may be empty: only a smallest length asks for something.
    const isAsked = use.isRequired && least > 0;
    return this.add(place, { ...use, isRequired: isAsked }, type, options, {
      ...map,
      ...(use.isRequired && !isAsked && place.isSure ? { empty: [] } : {}),
    });
  }

  /** What no form can show, as JSON that its own schema checks. */
  private json(place: Place, use: Use, reason: Text): readonly FieldUse[] {
    const { part, shape } = use;
    this.notes.push({ pointer: part.pointer, as: 'json', reason });
    const bundle = bundlePart(part, this.set);
    const isWhole = bundle !== undefined && this.mayTravel(bundle);
    if (!isWhole) this.notes.push({ pointer: part.pointer, as: 'loose', reason: WHY.unchecked });
    const bare = { ...use, shape: { ...shape, default: undefined, notes: [] } };
    // An empty list or text is a value to the schema and none to a form: where it is allowed, nothing is demanded.
    const empty = isWhole && use.isRequired ? emptyOf(bundle) : undefined;
    return this.add(
      place,
      { ...bare, isRequired: use.isRequired && empty === undefined },
      'json',
      jsonOptions(isWhole ? bundle : undefined),
      { as: 'value', ...(empty !== undefined && place.isSure ? { empty } : {}) },
    );
  }

  private add(
    place: Place,
    use: Use,
    type: string,
    options: { readonly [key: string]: Json },
    map: Omit<FieldMap, 'field' | 'path'>,
  ): readonly FieldUse[] {
    const { target, section } = place;
    const { shape, name, label } = use;
    this.notes.push(...shape.notes);
    const api = apiName([place.prefix, name].filter(Boolean).join('_'), target.taken, 'field', this.romanize);
    target.taken.add(api);
    const isRequired = use.isRequired && place.isSure && !shape.isNullable;
    const preset = this.preset(shape, type, options, map);
    const field = optional({
      id: documentId('fld'),
      name: api,
      type,
      label: labelOf([place.group, label].filter(Boolean).join(' · ')),
      help: shape.description ? labelOf(shape.description.slice(0, 500)) : undefined,
      required: isRequired || undefined,
      default: preset,
      options: Object.keys(options).length > 0 ? options : undefined,
    }) as unknown as FieldUse;
    target.fields.push(field);
    const empty = use.isRequired && shape.isNullable && place.isSure ? { empty: null } : {};
    target.maps.push({ ...empty, ...map, field: api, path: isItself(place, use) ? [] : [...place.path, name] });
    section?.items.push(builtInFieldTypes.get(type)?.isWide ? { field: api, span: 2 } : { field: api });
    if (shape.isReadOnly && !target.isRows) this.rule('true', [api], 'readOnly');
    return [field];
  }

  private preset(
    shape: Shape,
    type: string,
    options: { readonly [key: string]: Json },
    map: Omit<FieldMap, 'field' | 'path'>,
  ): unknown {
    if (shape.default === undefined || shape.default === null || shape.default === '') return undefined;
    const unit = builtInFieldTypes.get(type)!;
    const option = map.options?.find(([, value]) => value === shape.default)?.[0] ?? shape.default;
    const value = unit.normalize ? unit.normalize(option, options) : option;
    if (type !== 'lines' && unit.check(value, options).length === 0) return value;
    if (!Array.isArray(shape.default) || shape.default.length > 0) {
      this.notes.push({ pointer: `${shape.pointer}/default`, as: 'loose', reason: WHY.preset });
    }
    return undefined;
  }

  /** Names that no property has: one JSON field for all of them. */
  private rest(shape: Shape, place: Place): void {
    const { openNames } = shape;
    const node = openNames?.nodes[0]?.node;
    if (!openNames || typeof node !== 'object' || (node.additionalProperties === true && !node.patternProperties)) {
      return;
    }
    if (place.target.fields.length >= mostOf(place.target)) {
      this.notes.push({ pointer: openNames.pointer, as: 'left', reason: WHY.tooMany });
      return;
    }
    this.notes.push({ pointer: openNames.pointer, as: 'json', reason: WHY.names });
    const bundle = bundlePart(openNames, this.set);
    const kept = ['patternProperties', 'additionalProperties', '$defs'];
    const schema = {
      type: 'object',
      ...Object.fromEntries(Object.entries(bundle ?? {}).filter(([key]) => kept.includes(key))),
    };
    const isWhole = bundle !== undefined && this.mayTravel(schema);
    if (!isWhole) this.notes.push({ pointer: openNames.pointer, as: 'loose', reason: WHY.unchecked });
    const api = apiName([place.prefix, 'other'].filter(Boolean).join('_'), place.target.taken, 'other', this.romanize);
    place.target.taken.add(api);
    place.target.fields.push({
      id: documentId('fld'),
      name: api,
      type: 'json',
      label: { 'zh-CN': '其他属性', en: 'Other properties' },
      options: isWhole ? { schema } : {},
    });
    place.target.maps.push({ field: api, path: place.path, as: 'rest', except: [...shape.properties.keys()] });
    place.section?.items.push({ field: api, span: 2 });
  }

  /** Whether a schema can be kept with its field: not too long or deep, and no name that requests may not carry. */
  private mayTravel(schema: JsonSchema): boolean {
    const { length } = JSON.stringify(schema);
    if (length > LONGEST_SCHEMA || this.written + length > ALL_SCHEMAS || !isPlain(schema, DEEPEST_SCHEMA)) {
      return false;
    }
    this.written += length;
    return true;
  }

  // ---- rules ----------------------------------------------------------------------------------------------------------
  private rule(when: string, fields: readonly string[], effect: 'require' | 'readOnly'): void {
    const then = fields.map((field) => ({ effect, field }));
    if (then.length > 0) this.rules.push({ id: documentId('rul'), when, then });
  }
  private whenFilled(shape: Shape, name: string): void {
    this.notes.push({
      pointer: shape.properties.get(name)?.pointer ?? shape.pointer,
      as: 'loose',
      reason: WHY.whenFilled,
    });
  }

  /** In an optional group what is required is so once one of the group is filled in. */
  private ruleGroup(shape: Shape, place: Place, made: readonly Made[]): void {
    if (place.isSure) return;
    const asked = made.filter(({ name, isGroup }) => !isGroup && shape.required.has(name));
    // A field with a default is never empty, so it says nothing of whether somebody began.
    const fields = made
      .flatMap((one) => one.fields)
      .filter(({ type, default: preset }) => type !== 'lines' && preset === undefined);
    const when = fields.map(({ name }) => `!ISBLANK(${name})`).join(' || ');
    const targets = asked.flatMap((one) => one.fields).filter(({ type }) => type !== 'lines');
    if (targets.length === 0) return;
    if (fields.length > 0 && fields.length <= 40 && when.length < 3500) {
      this.rule(
        when,
        targets.map(({ name }) => name),
        'require',
      );
    } else for (const { name } of asked) this.whenFilled(shape, name);
  }

  private ruleNeeds(shape: Shape, made: readonly Made[]): void {
    const fieldOf = (name: string): FieldUse | undefined => {
      const one = made.find((each) => each.name === name);
      return one && !one.isGroup && one.fields[0]?.type !== 'lines' ? one.fields[0] : undefined;
    };
    for (const need of shape.needs) {
      const [cause, effect] = [fieldOf(need.if), fieldOf(need.then)];
      if (cause && effect) this.rule(`!ISBLANK(${cause.name})`, [effect.name], 'require');
      else loosen(this, need.pointer, 'dependentRequired');
    }
  }
}
