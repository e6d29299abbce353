'use client';
import { Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import { ProblemList } from '@/components/ui/ProblemList';
import { RowsSkeleton } from '@/components/ui/Skeletons';
import type { ViewProps } from '@/components/views/contract';
import type { RowStore } from '@/components/views/table/rows';
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

/** Reads on when it comes into sight. */
function More({ store }: { store: RowStore }) {
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '300px' });
  const { error, isReading } = store.get();
  const isSeen = entry?.isIntersecting === true;
  useEffect(() => {
    if (isSeen && !error && !isReading) void store.more();
  });
  return (
    <div ref={ref} style={{ minHeight: 28 }}>
      {error ? <ProblemList error={error} retry={() => void store.more()} /> : null}
      {!error && (isReading || isSeen) ? <RowsSkeleton rows={2} /> : null}
    </div>
  );
}

function Fact(props: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
