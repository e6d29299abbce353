'use client';
import { Collapse, Group, Select, Stack, Switch, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { use, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fieldType } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import { fieldTypes } from '@/engine/form/fields/index.generated';
import { documentId } from '@/engine/kernel/ids';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { nameFrom } from '../documents/documents';
import { defaultsOf, NestedPanel, type EditorProps } from './editor';
import { ListEditor } from './ListEditor';
import { TextInputs } from './TextInputs';
import classes from '../builder.module.css';

/** Columns may have any type that lies in a column of its own; so no line items inside line items. */
const columnTypes = fieldTypes.filter((type) => type.column !== null);

/** The columns of line items: each a field of its own, with the options of its type. */
export function LinesEditor({ label, help, value, onChange, isRequired, error }: EditorProps) {
  const t = useTranslations('builder.lines');
  const columns = Array.isArray(value) ? (value as readonly FieldUse[]) : [];
  const names = new Set(columns.map((c) => c.name));
  // Columns that were added here and now: nothing can refer to their names yet.
  const added = useRef(new Set<string>());
  const rename = (column: FieldUse, label: FieldUse['label']): string => {
    const others = new Set(columns.filter(({ id }) => id !== column.id).map(({ name }) => name));
    const isOwn = !/^column_\d+$/.test(column.name) && column.name !== nameFrom(column.label.en, others, 'column');
    const says = label.en !== '' && !/^Column \d+$/.test(label.en);
    return added.current.has(column.id) && !isOwn && says ? nameFrom(label.en, others, 'column') : column.name;
  };
  return (
    <ListEditor
      label={label}
      help={help}
      error={error}
      isRequired={isRequired}
      items={columns}
      onChange={onChange}
      addLabel={t('add')}
      add={(): FieldUse => {
        const id = documentId('fld');
        added.current.add(id);
        return {
          id,
          name: nameFrom('', names, 'column'),
          type: columnTypes[0]?.type ?? 'text',
          label: { 'zh-CN': `列 ${columns.length + 1}`, en: `Column ${columns.length + 1}` },
        };
      }}
      row={(column, change) => <ColumnRow column={column} rename={rename} onChange={change} />}
    />
  );
}

function ColumnRow(props: {
  readonly column: FieldUse;
  /** The API name under another label: it follows until the column has one of its own. */
  readonly rename: (column: FieldUse, label: FieldUse['label']) => string;
  readonly onChange: (column: FieldUse) => void;
}) {
  const { column, onChange } = props;
  const t = useTranslations('builder.lines');
  const say = useSay();
  const [isOpen, setOpen] = useState(column.name.startsWith('column_'));
  const drawPanel = use(NestedPanel);
  const type = fieldType(column.type);
  return (
    <Stack gap={6}>
      <UnstyledButton className={classes.problem} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <IconChevronRight size={14} style={{ transform: isOpen ? 'rotate(90deg)' : undefined, flex: 'none' }} />
        <span>
          {say(column.label, column.name)} · {say(type?.label, column.type)}
        </span>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Stack gap={8} pb="xs">
          <TextInputs
            label={t('label')}
            autoFocus={false}
            value={column.label}
            onChange={(label) => onChange({ ...column, label, name: props.rename(column, label) })}
          />
          <Select
            size="xs"
            label={t('type')}
            searchable
            allowDeselect={false}
            data={columnTypes.map((one) => ({ value: one.type, label: say(one.label, one.type) }))}
            value={column.type}
            onChange={(next) => {
              if (!next || next === column.type) return;
              const { options: _old, default: _value, ...rest } = column;
              onChange({ ...rest, type: next, options: defaultsOf(fieldType(next)?.options ?? {}) });
            }}
          />
          <Group>
            <Switch
              size="xs"
              label={t('required')}
              checked={column.required ?? false}
              onChange={(event) => onChange({ ...column, required: event.currentTarget.checked })}
            />
          </Group>
          {type &&
            drawPanel({
              schema: type.options,
              value: column.options ?? {},
              onChange: (options) => onChange({ ...column, options: { ...options } }),
            })}
        </Stack>
      </Collapse>
    </Stack>
  );
}
