'use client';
import { Text } from '@mantine/core';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import { stateField } from './listState';
import classes from './record.module.css';

const FIGURES = 3;

/** What state the record is in. */
export function StatusBadge(props: { entity: EntityView; record: RecordView }) {
  const field = stateField(props.entity);
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
