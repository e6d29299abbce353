'use client';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { linkOf, LinkSelect } from '@/components/inputs/relation/LinkSelect';
import type { EntityView, FieldView, Link, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';

/** Another parent, found by its title: for the keyboard, and for parents that are far away. */
export function MoveDialog(props: {
  entity: EntityView;
  parent: FieldView;
  row: RecordView;
  onMove: (to: Link | null) => void;
  onClose: () => void;
}) {
  const t = useTranslations('boards');
  const [value, setValue] = useState<Json>(props.row[props.parent.name] ?? null);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('tree.moveTitle', { title: props.row.title || t('untitled') })}
      closeButtonProps={{ 'aria-label': t('tree.cancel') }}
    >
      <Stack gap="sm">
        <LinkSelect
          id="tree-parent"
          entity={props.entity.name}
          field={props.parent}
          label={t('tree.newParent')}
          isRequired={false}
          value={value}
          onChange={setValue}
        />
        <Text size="xs" c="dimmed">
          {t('tree.emptyIsTop')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {t('tree.cancel')}
          </Button>
          <Button onClick={() => props.onMove(linkOf(value))}>{t('tree.move')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
