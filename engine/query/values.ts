/** A value of a filter or cursor, as the column it is compared with takes it. */
import { isUuid } from '../kernel/ids';
import { isObject } from '../kernel/json';
import type { ColumnType, FieldModel } from '../kernel/model';
import { refuse } from '../kernel/problems';
import type { Lifted } from './lift';
import type { Place } from './names';
import { Slot } from './sql';
import type { Schema } from './source';

/** Longer texts are not looked for. */
const MAX_TEXT = 1000;
const MAX_LIST = 1000;
/** PostgreSQL keeps no NUL and no half of a surrogate pair. */
const UNKEEPABLE = /[\0\p{Cs}]/u;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= MAX_TEXT && !UNKEEPABLE.test(value) ? value : undefined;

const numeric = (value: unknown): string | undefined => {
  const written = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  return typeof written === 'string' && /^-?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,3})?$/i.test(written)
    ? written
    : undefined;
};

const day = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value) || value.startsWith('0000')) return undefined;
  const at = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value.slice(0, 10))
    ? value.slice(0, 10)
    : undefined;
};

const instant = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || day(value) === undefined || !/(Z|[+-]\d{2}:?\d{2})$/.test(value)) return undefined;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

const uuid = (value: unknown): string | undefined => {
  const id = isObject(value) ? value.id : value;
  return isUuid(id) ? id : undefined;
};

/** A value in the form PostgreSQL reads, or undefined where it does not fit. */
const CANONICAL: { readonly [T in ColumnType]: (value: unknown) => unknown } = {
  text,
  'text[]': text,
  bigint: numeric,
  numeric,
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  date: day,
  timestamptz: instant,
  uuid,
  'uuid[]': uuid,
  jsonb: (value) => JSON.stringify(value),
};

/** The type a parameter is cast to; whole numbers are compared as decimals, so that 1.5 is no error. */
export const PARAMETER: { readonly [T in ColumnType]: string } = {
  text: 'text',
  'text[]': 'text',
  bigint: 'numeric',
  numeric: 'numeric',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'timestamptz',
  uuid: 'uuid',
  'uuid[]': 'uuid',
  jsonb: 'jsonb',
};

type Lift = NonNullable<Lifted>;

export class Values {
  constructor(
    readonly schema: Schema,
    readonly field: FieldModel,
    readonly place: Place,
  ) {}

  /** Whatever the id, its record is found in the same way. */
  get #isId(): { readonly hasOnePlan: boolean } {
    return { hasOnePlan: this.field.system !== undefined && this.field.name === 'id' };
  }

  one(lifted: Lift): Slot {
    return new Slot(({ inputs }) => this.#canonical(inputs[lifted.input]), this.#isId);
  }

  /** A list; a single value is a list of one. */
  many(lifted: Lift): Slot {
    return new Slot(({ inputs }) => {
      const value = inputs[lifted.input];
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (list.length > MAX_LIST) this.#refuse(`${list.length} > ${MAX_LIST}`);
      return list.filter((item) => item !== null).map((item) => this.#canonical(item));
    }, this.#isId);
  }

  /** A text, changed into a pattern of LIKE. */
  pattern(lifted: Lift, make: (value: string) => string): Slot {
    return new Slot(({ inputs }) => {
      const value = text(inputs[lifted.input]);
      return value === undefined ? this.#refuse(inputs[lifted.input]) : make(value);
    });
  }

  day(lifted: Lift): Slot {
    return new Slot(({ inputs }) => day(inputs[lifted.input]) ?? this.#refuse(inputs[lifted.input]));
  }

  #canonical(value: unknown): unknown {
    const type = this.schema.fieldTypes.get(this.field.type);
    const normal = type?.normalize && !this.field.system ? type.normalize(value, this.field.options) : value;
    const list = Array.isArray(normal) ? (normal as unknown[])[0] : normal;
    return CANONICAL[this.field.columnType ?? 'text'](list) ?? this.#refuse(value);
  }

  #refuse(value: unknown): never {
    const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    return refuse('query.value', this.place, { label: this.field.label, value: shown.slice(0, 60) });
  }
}

/** Words typed into a search box. */
export const searchText = (value: unknown): string => text(value) ?? refuse('query.badValue', ['search']);
