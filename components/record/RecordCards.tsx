'use client';
import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import type { ViewProps } from '@/components/views/contract';
import { More } from '@/components/views/parts/More';
import { useLines } from '@/components/views/table/useLines';
import classes from './record.module.css';

const FACTS = 3;

/** The records on a phone: title and the first few facts, more as one scrolls. */
export function RecordCards(props: ViewProps) {
  const t = useTranslations('record');
  const say = useSay();
  const { entity, columns } = props;
  const { lines } = useLines({ ...props, definition: { ...props.definition, group: undefined } });
  const facts = columns.filter(({ field }) => field !== entity.titleField);
  return lines.map((line) => {
    if (line.kind === 'more') return <More key={line.key} store={line.store} />;
    if (line.kind !== 'record') return null;
    const { row } = line;
    return (
      <Link key={row.id} href={paths.record(entity.name, row.id)} prefetch={false} className={classes.card}>
        <Text fw={600}>{row.title || t('untitled')}</Text>
        <dl className={classes.facts}>
          {facts
            .filter(({ field }) => !isEmptyValue(row[field]))
            .slice(0, FACTS)
            .map(({ field, shown, label }) => (
              <Fact key={field} label={label || say(shown.label)}>
                <FieldDisplay field={shown} value={row[field] ?? null} isBrief />
              </Fact>
            ))}
        </dl>
      </Link>
    );
  });
}

function Fact(props: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
