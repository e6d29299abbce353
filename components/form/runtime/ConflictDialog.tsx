'use client';
import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { useSay } from '@/components/ui/say';
import type { FieldView, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { Values } from './plan';

export interface Conflict {
  /** What is stored now. */
  readonly current: RecordView;
  /** What the person here wants to save. */
  readonly mine: Values;
  /** The fields that both changed. */
  readonly fields: readonly FieldView[];
}

/** Somebody else saved the same fields in the meantime: both versions side by side, the person chooses for each. */
export function ConflictDialog(props: {
  conflict: Conflict | null;
  onCancel: () => void;
  /** Names of the fields where the stored value is to stay. */
  onChoose: (theirs: ReadonlySet<string>) => void;
}) {
  const t = useTranslations('form');
  const { conflict } = props;
  return (
    <Modal opened={conflict !== null} onClose={props.onCancel} title={t('conflict.title')} size="lg">
      {conflict ? <Choices conflict={conflict} onCancel={props.onCancel} onChoose={props.onChoose} /> : null}
    </Modal>
  );
}

function Choices(props: { conflict: Conflict; onCancel: () => void; onChoose: (theirs: ReadonlySet<string>) => void }) {
  const t = useTranslations('form');
  const say = useSay();
  const { conflict } = props;
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (name: string, isTheirs: boolean) =>
    setTheirs((before) => {
      const next = new Set(before);
      if (isTheirs) next.add(name);
      else next.delete(name);
      return next;
    });
  const option = (field: FieldView, value: Json, isTheirs: boolean) => (
    <Radio
      checked={theirs.has(field.name) === isTheirs}
      onChange={() => choose(field.name, isTheirs)}
      aria-label={`${say(field.label, field.name)}: ${isTheirs ? t('conflict.theirs') : t('conflict.mine')}`}
      label={<FieldDisplay field={field} value={value} />}
    />
  );
  return (
    <Stack gap="md">
      <Text size="sm">{t('conflict.text')}</Text>
      <Table layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('conflict.field')}</Table.Th>
            <Table.Th>{t('conflict.mine')}</Table.Th>
            <Table.Th>{t('conflict.theirs')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conflict.fields.map((field) => (
            <Table.Tr key={field.name}>
              <Table.Td>{say(field.label, field.name)}</Table.Td>
              <Table.Td>{option(field, conflict.mine[field.name] ?? null, false)}</Table.Td>
              <Table.Td>{option(field, conflict.current[field.name] ?? null, true)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onCancel}>
          {t('conflict.later')}
        </Button>
        <Button onClick={() => props.onChoose(theirs)}>{t('conflict.save')}</Button>
      </Group>
    </Stack>
  );
}
