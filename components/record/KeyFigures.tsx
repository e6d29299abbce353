'use client';
import { Text } from '@mantine/core';
import { choicesOf } from '@/components/inputs/choice/choices';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import classes from './record.module.css';

const FIGURES = 3;
const isColoured = (field: FieldView): boolean => choicesOf(field).some((choice) => choice.color !== undefined);

/** What state the record is in: its last coloured choice that stands for one value. */
export function StatusBadge(props: { entity: EntityView; record: RecordView }) {
  const field = props.entity.fields.findLast((item) => isColoured(item) && typeof props.record[item.name] === 'string');
  return field ? <FieldDisplay field={field} value={props.record[field.name] ?? null} isBrief /> : null;
}

/** The two or three figures that matter: the first numbers that are filled in. */
export function KeyFigures(props: { entity: EntityView; record: RecordView }) {
  const say = useSay();
  const figures = props.entity.fields
    .filter((field) => !field.system && inputOf(field).isNumeric && !isEmptyValue(props.record[field.name]))
    .slice(0, FIGURES);
  if (figures.length === 0) return null;
  return figures.map((field) => (
    <Text key={field.name} span size="sm" className={classes.figure}>
      {say(field.label, field.name)}{' '}
      <Text span fw={600} size="sm" c="var(--mantine-color-text)">
        <FieldDisplay field={field} value={props.record[field.name] ?? null} isBrief />
      </Text>
    </Text>
  ));
}
