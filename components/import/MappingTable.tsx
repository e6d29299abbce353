'use client';
import { Group, ScrollArea, Select, Table, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import type { EntityView } from '@/engine/kernel/api';
import { say, type Locale } from '@/engine/kernel/text';
import type { Choice, Inspected, Place } from './mapping';
import classes from './import.module.css';

export interface MappingTableProps {
  readonly inspected: Inspected;
  readonly places: readonly Place[];
  readonly columns: readonly Choice[];
  readonly locale: Locale;
  onChange(columns: readonly Choice[]): void;
}

/** One line a column of the file: its name, samples, and where it goes. */
export function MappingTable({ inspected, places, columns, locale, onChange }: MappingTableProps) {
  const t = useTranslations('import');
  const { data } = useRead('entity.list', {});
  const taken = new Set(columns.map(({ field }) => field));
  const change = (index: number, next: Choice) => onChange(columns.map((old, i) => (i === index ? next : old)));
  return (
    <ScrollArea.Autosize mah="42vh" type="auto">
      <Table verticalSpacing={6} stickyHeader className={classes.mapping}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('samples')}</Table.Th>
            <Table.Th>{t('field')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inspected.columns.map(({ index, header, samples }) => {
            const choice = columns[index] ?? { field: null };
            const place = places.find(({ path }) => path === choice.field);
            const target = data?.entities.find(({ name }) => name === place?.field.target);
            return (
              <Table.Tr key={index}>
                <Table.Td fw={500}>
                  {header || `#${index + 1}`}
                  <Text className={classes.samplesBelow} size="xs" c="dimmed" hiddenFrom="sm">
                    {samples.join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td c="dimmed" visibleFrom="sm" className={classes.samples} title={samples.join(' · ')}>
                  {samples.join(' · ')}
                </Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    aria-label={`${t('field')}: ${header || index + 1}`}
                    placeholder={t('skip')}
                    searchable
                    clearable
                    value={choice.field}
                    data={places.map(({ path, label, field, isLine }) => ({
                      value: path,
                      label: label + (field.required && !isLine ? ' *' : ''),
                      disabled: taken.has(path) && choice.field !== path,
                    }))}
                    onChange={(field) => change(index, { field })}
                  />
                  {target && <Relation {...{ choice, target, locale }} onChange={(next) => change(index, next)} />}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

/** How the other record is found, and what happens when there is none. */
function Relation(props: {
  readonly choice: Choice;
  readonly target: EntityView;
  readonly locale: Locale;
  onChange(next: Choice): void;
}) {
  const { choice, target, locale, onChange } = props;
  const t = useTranslations('import.relation');
  const names = target.fields.filter(
    (field) => !field.system && (field.name === target.titleField || field.unique) && field.right !== 'masked',
  );
  const entity = say(target.label, locale);
  return (
    <Group gap={4} mt={4} grow wrap="wrap" preventGrowOverflow={false}>
      <Select
        size="xs"
        miw={110}
        aria-label={t('by')}
        value={choice.by ?? ''}
        data={[
          { value: '', label: t('any') },
          ...names.map((field) => ({ value: field.name, label: t('byField', { field: say(field.label, locale) }) })),
        ]}
        onChange={(by) => onChange({ ...choice, by: by || undefined } as Choice)}
      />
      <Select
        size="xs"
        miw={110}
        aria-label={t('missing')}
        value={choice.missing ?? 'fail'}
        data={[
          { value: 'fail', label: t('fail') },
          { value: 'empty', label: t('empty') },
          ...(target.can.create && !target.isPlatform ? [{ value: 'create', label: t('create', { entity }) }] : []),
        ]}
        onChange={(missing) => onChange({ ...choice, missing: (missing ?? 'fail') as NonNullable<Choice['missing']> })}
      />
    </Group>
  );
}
