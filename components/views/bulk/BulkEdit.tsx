'use client';
import { ActionIcon, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FieldInput } from '@/components/inputs/registry';
import { fieldType, isEmptyValue, normalizeValue } from '@/components/inputs/units';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { sendable } from '../table/cells';

/** Sets the same values in many records: which fields, and what they become; an empty one is emptied. */
export function BulkEdit(props: {
  entity: EntityView;
  count: number;
  onApply: (values: { [field: string]: Json }) => void;
  onClose: () => void;
}) {
  const t = useTranslations('view');
  const say = useSay();
  const { entity, count } = props;
  const fields = entity.fields.filter(
    (field) =>
      field.right === 'edit' &&
      !field.system &&
      !field.fields &&
      !(fieldType(field.type)?.kind === 'idList' && field.target === undefined),
  );
  const [values, setValues] = useState<readonly (readonly [string, Json])[]>([]);
  const left = fields.filter((field) => !values.some(([name]) => name === field.name));
  const apply = () =>
    props.onApply(
      Object.fromEntries(
        values.map(([name, value]) => {
          const field = fields.find((one) => one.name === name)!;
          return [name, sendable(normalizeValue(field, value))];
        }),
      ),
    );
  return (
    <Modal opened onClose={props.onClose} title={t('bulk.title', { count })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (values.length > 0) apply();
        }}
      >
        <Stack gap="sm">
          {values.map(([name, value]) => {
            const field = fields.find((one) => one.name === name)!;
            return (
              <Group key={name} gap="xs" align="flex-end" wrap="nowrap">
                <div style={{ flex: 1, minWidth: 0 }}>
                  <FieldInput
                    id={`bulk-${name}`}
                    field={{ ...field, default: null }}
                    value={value}
                    label={say(field.label, name)}
                    {...(isEmptyValue(value) && { description: t('bulk.empties') })}
                    isRequired={false}
                    onChange={(next) => setValues(values.map((one) => (one[0] === name ? [name, next] : one)))}
                  />
                </div>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={34}
                  aria-label={t('bulk.without', { label: say(field.label, name) })}
                  onClick={() => setValues(values.filter((one) => one[0] !== name))}
                >
                  <Icon name="x" />
                </ActionIcon>
              </Group>
            );
          })}
          <Select
            key={values.length}
            label={values.length === 0 ? t('bulk.which') : t('bulk.another')}
            placeholder={t('bulk.choose')}
            data={left.map((field) => ({ value: field.name, label: say(field.label, field.name) }))}
            value={null}
            searchable
            onChange={(name) => name && setValues([...values, [name, null]])}
          />
          <Text size="xs" c="dimmed">
            {count > 500 ? t('bulk.behind') : t('bulk.hint')}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={values.length === 0}>
              {t('bulk.apply', { count })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
