'use client';
import { Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Text } from '@/engine/kernel/text';
import { nameFrom } from '../documents/documents';
import type { EditorProps } from './editor';
import { ExpressionInput } from './ExpressionEditor';
import { ListEditor } from './ListEditor';
import { TextInputs } from './TextInputs';

interface Branch {
  readonly name: string;
  readonly label: Text;
  readonly when: string;
}

/** The branches of a condition, first match wins. A branch keeps its name: the edges of the flow are tied to it. */
export function BranchesEditor({ label, help, value, onChange, isRequired, error }: EditorProps) {
  const t = useTranslations('builder.branches');
  const branches = Array.isArray(value) ? (value as readonly Branch[]) : [];
  return (
    <ListEditor
      label={label}
      help={help}
      error={error}
      isRequired={isRequired}
      items={branches}
      onChange={onChange}
      addLabel={t('add')}
      add={(): Branch => ({
        name: nameFrom('', new Set(branches.map((b) => b.name)), 'branch'),
        label: { 'zh-CN': `分支 ${branches.length + 1}`, en: `Branch ${branches.length + 1}` },
        when: 'true',
      })}
      row={(branch, change, index) => (
        <Stack gap={6}>
          <TextInputs
            label={t('name', { n: index + 1 })}
            value={branch.label}
            autoFocus={false}
            onChange={(text) => change({ ...branch, label: text })}
          />
          <ExpressionInput label={t('when')} value={branch.when} onChange={(when) => change({ ...branch, when })} />
        </Stack>
      )}
    />
  );
}
