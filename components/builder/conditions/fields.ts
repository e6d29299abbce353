/** What conditions can be about: fields, fields along one relation, counts and sums of line items. Pure. */
import type { Text } from '@/engine/kernel/text';
import type { Scope, ScopeEntity, ScopeField } from '../properties/scope';
import { operatorsOf, type ConditionField } from './tree';

const join = (one: Text, other: Text): Text => ({
  'zh-CN': `${one['zh-CN'] || one.en} · ${other['zh-CN'] || other.en}`,
  en: `${one.en || one['zh-CN']} · ${other.en || other['zh-CN']}`,
});
const ROWS: Text = { 'zh-CN': '行数', en: 'number of rows' };
const TOTAL: Text = { 'zh-CN': '合计', en: 'total' };

const under = (parent: ScopeField, field: ScopeField): ConditionField => ({
  ...field,
  name: `${parent.name}.${field.name}`,
  label: join(parent.label, field.label),
  under: parent.label,
});

function alongRelation(field: ScopeField, find: Scope['find']): readonly ConditionField[] {
  const target = field.kind === 'record' ? find(field.target) : undefined;
  return (target?.fields ?? []).filter((one) => one.kind !== 'lines').map((one) => under(field, one));
}

function ofLines(field: ScopeField): readonly ConditionField[] {
  if (!field.columns) return [];
  const count = { name: `COUNT(${field.name})`, label: join(field.label, ROWS), type: 'number', target: undefined };
  const sums = field.columns
    .filter(({ kind }) => kind === 'number')
    .map((column) => ({
      name: `SUM(${field.name}.${column.name})`,
      label: join(join(field.label, column.label), TOTAL),
      type: 'number',
      kind: 'number' as const,
      target: undefined,
      under: field.label,
    }));
  return [{ ...count, kind: 'number', under: field.label }, ...sums];
}

/** @param along whether fields of linked records and sums of line items count */
export function conditionFields(
  entity: ScopeEntity | undefined,
  find: Scope['find'],
  along = true,
): readonly ConditionField[] {
  const own = entity?.fields ?? [];
  const more = along ? own.flatMap((field) => [...alongRelation(field, find), ...ofLines(field)]) : [];
  return [...own, ...more].filter((field) => operatorsOf(field).length > 0);
}

/** The name under which rules about rows find the record. */
const PARENT = 'parent';

/** Line items as the entity that rules about their rows see: the columns, and the record as `parent`. */
export function rowEntity(entity: ScopeEntity, list: ScopeField): ScopeEntity {
  const parent: ScopeField = {
    name: PARENT,
    label: entity.label,
    type: 'relation',
    kind: 'record',
    target: entity.name,
  };
  return { name: `${entity.name}.${list.name}`, label: list.label, fields: [...(list.columns ?? []), parent] };
}
