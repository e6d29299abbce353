'use client';
import { FieldDisplay } from '@/components/inputs/registry';
import { fieldType, isEmptyValue } from '@/components/inputs/units';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import type { ShownColumn } from '../contract';
import classes from './parts.module.css';

/** The columns a card shows below its title; what it shows otherwise is left out. */
export const factsOf = (
  entity: EntityView,
  columns: readonly ShownColumn[],
  shown: readonly (string | undefined)[],
): readonly ShownColumn[] =>
  columns.filter(({ field, shown: { fields } }) => field !== entity.titleField && !shown.includes(field) && !fields);

/** The first few values of a record that are there, with their names; a choice or a person speaks for itself. */
export function Facts(props: { columns: readonly ShownColumn[]; row: RecordView; most: number }) {
  const present = props.columns.filter(({ field }) => !isEmptyValue(props.row[field])).slice(0, props.most);
  if (present.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {present.map(({ field, shown, label }) => (
        <div key={field} title={label}>
          <dt data-hidden={speaksForItself(shown.type) || undefined}>{label}</dt>
          <dd>
            <FieldDisplay field={shown} value={props.row[field] ?? null} isBrief />
          </dd>
        </div>
      ))}
    </dl>
  );
}
const speaksForItself = (type: string): boolean => {
  const unit = fieldType(type);
  return unit?.group === 'choice' || unit?.kind === 'record' || unit?.kind === 'textList';
};
