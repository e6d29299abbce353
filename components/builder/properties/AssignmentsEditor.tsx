'use client';
import { Select, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { EditorProps } from './editor';
import { ExpressionInput } from './ExpressionEditor';
import { ListEditor } from './ListEditor';
import { useScope } from './scope';

interface Assignment {
  readonly field: string;
  readonly value: string;
}

/** Which fields get which value: field = expression. */
export function AssignmentsEditor({ label, help, value, onChange, isRequired, error }: EditorProps) {
  const t = useTranslations('builder.assignments');
  const say = useSay();
  const fields = useScope().entity?.fields ?? [];
  const assignments = Array.isArray(value) ? (value as readonly Assignment[]) : [];
  return (
    <ListEditor
      label={label}
      help={help}
      error={error}
      isRequired={isRequired}
      items={assignments}
      onChange={onChange}
      addLabel={t('add')}
      add={(): Assignment => ({
        field: fields.find((f) => !assignments.some((a) => a.field === f.name))?.name ?? '',
        value: '',
      })}
      row={(assignment, change, index) => (
        <Stack gap={4}>
          <Select
            size="xs"
            searchable
            allowDeselect={false}
            aria-label={t('field', { n: index + 1 })}
            placeholder={t('choose')}
            data={fields.map((f) => ({ value: f.name, label: say(f.label, f.name) }))}
            value={assignment.field || null}
            onChange={(field) => change({ ...assignment, field: field ?? '' })}
          />
          <ExpressionInput
            label={t('value')}
            value={assignment.value}
            onChange={(next) => change({ ...assignment, value: next })}
          />
        </Stack>
      )}
    />
  );
}
