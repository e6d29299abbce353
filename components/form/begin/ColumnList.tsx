'use client';
import { Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { useAppLocale, useSay } from '@/components/ui/say';
import { builtInFieldTypes } from '@/engine/form/record';
import { asType, COLUMN_TYPES, mayBeUnique, type Column } from './columns';
import classes from './begin.module.css';

interface Props {
  readonly columns: readonly Column[];
  readonly onChange: (columns: readonly Column[]) => void;
}

/** One line a column: whether it is used, what it is called, and what kind of field it becomes. */
export function ColumnList({ columns, onChange }: Props) {
  const t = useTranslations('schema');
  return (
    <div className={classes.columns}>
      <div className={classes.head} aria-hidden>
        <span />
        <span>{t('column')}</span>
        <span>{t('label')}</span>
        <span>{t('type')}</span>
        <span>{t('rules')}</span>
      </div>
      {columns.map((column, i) => (
        <ColumnLine key={column.index} column={column} onChange={(next) => onChange(columns.with(i, next))} />
      ))}
    </div>
  );
}

function ColumnLine({ column, onChange }: { readonly column: Column; readonly onChange: (next: Column) => void }) {
  const t = useTranslations('schema');
  const say = useSay();
  const locale = useAppLocale();
  const name = say(column.label);
  const types = COLUMN_TYPES.filter(
    (type) => type === column.type || type !== 'choice' || column.others.choice !== undefined,
  ).map((type) => ({ value: type as string, label: say(builtInFieldTypes.get(type)!.label) }));
  return (
    <div className={classes.column} data-off={!column.isUsed || undefined}>
      <Checkbox
        aria-label={t('use', { name: column.header || name })}
        checked={column.isUsed}
        onChange={(event) => onChange({ ...column, isUsed: event.currentTarget.checked })}
      />
      <Stack gap={0} className={classes.samples}>
        <Text size="sm" fw={500} truncate>
          {column.header || name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {column.samples.join(' · ') || t('noSamples')}
        </Text>
      </Stack>
      <TextInput
        size="xs"
        aria-label={t('labelOf', { name: column.header || name })}
        value={column.label[locale]}
        disabled={!column.isUsed}
        maxLength={100}
        // One name for both languages, as long as nobody has translated it.
        onChange={({ currentTarget: { value } }) => onChange({ ...column, label: { 'zh-CN': value, en: value } })}
      />
      <Stack gap={4}>
        <Select
          size="xs"
          aria-label={t('typeOf', { name })}
          data={types}
          value={column.type}
          allowDeselect={false}
          searchable
          disabled={!column.isUsed}
          onChange={(type) => type && onChange(asType(column, type))}
        />
        {column.type === 'relation' && <TargetSelect column={column} onChange={onChange} />}
      </Stack>
      <Group gap={12} wrap="nowrap">
        <Checkbox
          size="xs"
          label={t('required')}
          checked={column.isRequired}
          disabled={!column.isUsed}
          onChange={(event) => onChange({ ...column, isRequired: event.currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label={t('unique')}
          checked={column.isUnique}
          disabled={!column.isUsed || !mayBeUnique(column.type)}
          onChange={(event) => onChange({ ...column, isUnique: event.currentTarget.checked })}
        />
      </Group>
    </div>
  );
}

/** To whose records a relation points. */
function TargetSelect({ column, onChange }: { readonly column: Column; readonly onChange: (next: Column) => void }) {
  const t = useTranslations('schema');
  const say = useSay();
  const list = useRead('entity.list', {});
  const target = typeof column.options.entity === 'string' ? column.options.entity : null;
  return (
    <Select
      size="xs"
      aria-label={t('target', { name: say(column.label) })}
      placeholder={t('targetMissing')}
      error={target === null}
      searchable
      data={(list.data?.entities ?? []).map((one) => ({ value: one.name, label: say(one.label) }))}
      value={target}
      allowDeselect={false}
      disabled={!column.isUsed}
      onChange={(name) => name && onChange({ ...column, options: { entity: name }, by: null })}
    />
  );
}
