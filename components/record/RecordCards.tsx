'use client';
import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import classes from './record.module.css';

const FACTS = 3;

/** The records on a phone: title and the first few facts. */
export function RecordCards(props: { entity: EntityView; fields: readonly FieldView[]; rows: readonly RecordView[] }) {
  const t = useTranslations('record');
  const say = useSay();
  const { entity } = props;
  const facts = props.fields.filter((field) => field.name !== entity.titleField);
  return props.rows.map((row) => (
    <Link key={row.id} href={paths.record(entity.name, row.id)} prefetch={false} className={classes.card}>
      <Text fw={600}>{row.title || t('untitled')}</Text>
      <dl className={classes.facts}>
        {facts
          .filter((field) => !isEmptyValue(row[field.name]))
          .slice(0, FACTS)
          .map((field) => (
            <Fact key={field.name} label={say(field.label, field.name)}>
              <FieldDisplay field={field} value={row[field.name] ?? null} isBrief />
            </Fact>
          ))}
      </dl>
    </Link>
  ));
}

function Fact(props: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
