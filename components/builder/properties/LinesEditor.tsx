'use client';
import { Collapse, Group, Select, Stack, Switch, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { use, useState } from 'react';
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
  return (
    <ListEditor
      label={label}
      help={help}
      error={error}
      isRequired={isRequired}
      items={columns}
      onChange={onChange}
      addLabel={t('add')}
      add={(): FieldUse => ({
        id: documentId('fld'),
        name: nameFrom('', names, 'column'),
        type: columnTypes[0]?.type ?? 'text',
        label: { 'zh-CN': `列 ${columns.length + 1}`, en: `Column ${columns.length + 1}` },
      })}
      row={(column, change) => <ColumnRow column={column} taken={names} onChange={change} />}
    />
  );
}

function ColumnRow(props: {
  readonly column: FieldUse;
  readonly taken: ReadonlySet<string>;
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
            onChange={(label) => {
              // The name follows the label until it has been given one of its own.
              const isNew = /^column_\d+$/.test(column.name) && label.en !== '' && !/^Column \d+$/.test(label.en);
              onChange({ ...column, label, ...(isNew ? { name: nameFrom(label.en, props.taken, 'column') } : {}) });
            }}
          />
          <Select
            size="xs"
            label={t('type')}
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
