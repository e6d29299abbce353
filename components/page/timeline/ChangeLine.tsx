'use client';
import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldChangeView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import classes from '../page.module.css';

/** A field before and after. */
export function ChangeLine(props: {
  readonly entity: EntityView;
  readonly change: FieldChangeView;
  /** The field is said elsewhere. */
  readonly isBare?: boolean;
}) {
  const { entity, change } = props;
  const say = useSay();
  return (
    <Text size="sm" component="div" className={classes.change}>
      {props.isBare ? null : (
        <Text span c="dimmed" size="sm">
          {say(change.label, change.field)}
          {': '}
        </Text>
      )}
      <Text span c="dimmed" size="sm" className={classes.before}>
        <Value entity={entity} name={change.field} value={change.before} />
      </Text>
      {' → '}
      <Value entity={entity} name={change.field} value={change.after} />
    </Text>
  );
}

function Value(props: { readonly entity: EntityView; readonly name: string; readonly value: Json }) {
  const t = useTranslations('page.timeline');
  const field = props.entity.fields.find((one) => one.name === props.name);
  if (isEmptyValue(props.value)) return <span>{t('empty')}</span>;
  return field ? (
    <FieldDisplay field={field} value={props.value} isBrief />
  ) : (
    <span>{JSON.stringify(props.value)}</span>
  );
}
