/** The engine's verdicts for a form that is being filled in: which fields show, what is required, what is wrong. */
import { fieldType, isEmptyValue, normalizeValue } from '@/components/inputs/units';
import { rowsOf } from '@/components/inputs/lines/rows';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { problem, type Problem } from '@/engine/kernel/problems';
import type { Values } from './plan';

export interface FieldEffect {
  readonly isVisible: boolean;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
}
export interface Outcome {
  /** Only fields that rules speak about, and of those only the ones that `changed` can touch. */
  readonly states: ReadonlyMap<string, FieldEffect>;
  /** Values that rules give. */
  readonly set: ReadonlyMap<string, Json>;
}
export interface FormLogic {
  /** Runs the rules that read the field `changed`, or all of them. */
  run(values: Values, changed: string | null): Outcome;
  /** Everything wrong with one field, its cells included; paths begin with its name. */
  check(values: Values, name: string): readonly Problem[];
}

/** What the pipeline needs to know of a form; the same as for FormView. */
interface LogicInput {
  readonly document: FormDocument;
  readonly entity: EntityView;
  readonly targets: readonly EntityView[];
}

/** Makes the logic of one form. Nothing is kept between calls: the same values give the same outcome. */
export function makeLogic(input: LogicInput, _timeZone: string): FormLogic {
  const fields = new Map(input.entity.fields.map((field) => [field.name, field]));
  return {
    run: () => ({ states: new Map(), set: new Map() }),
    check(values, name) {
      const field = fields.get(name);
      return field ? checkField(field, values[name] ?? null, field.required, [name], field) : [];
    },
  };
}

/** Problems of one value by its field type; each carries the field's label for the sentence. */
export function checkField(
  field: FieldView,
  value: Json,
  isRequired: boolean,
  path: readonly (string | number)[],
  labelled: FieldView,
): readonly Problem[] {
  if (isEmptyValue(value)) return isRequired ? [problem('field.required', path, { label: { ...labelled.label } })] : [];
  const normal = normalizeValue(field, value);
  const own = (fieldType(field.type)?.check(normal, field.options) ?? []).map((found) => ({
    ...found,
    path: [...path, ...found.path],
    data: { ...found.data, label: { ...labelled.label } },
  }));
  if (!field.fields) return own;
  return [
    ...own,
    ...rowsOf(value).flatMap((row, index) =>
      field
        .fields!.filter((column) => !column.system && column.right === 'edit')
        .flatMap((column) =>
          checkField(column, row[column.name] ?? null, column.required, [...path, index, column.name], column),
        ),
    ),
  ];
}
