'use client';
import { Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useScope } from '@/components/builder/properties/scope';
import { viewOf } from '@/components/inputs/viewOf';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';
import type { EntityDocument, RoleDocument } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { FormSections } from '../runtime/FormSections';
import { useFormCore } from '../runtime/formCore';
import { useBuilding } from './context';
import { fieldRight } from './rights';

/** The draft as an entity as a role may know it; without a role its viewer may do everything. */
const previewOf = (entity: EntityDocument, role: RoleDocument | undefined): EntityView => ({
  id: entity.id,
  name: entity.name,
  label: entity.label,
  labelPlural: entity.labelPlural ?? entity.label,
  version: 0,
  isPlatform: false,
  titleField: entity.titleField ?? entity.fields[0]?.name ?? 'id',
  can: { create: true, update: true, delete: true },
  fields: entity.fields.flatMap((field) => {
    const right = fieldRight(role, entity.name, field);
    return right === 'none' ? [] : [{ ...viewOf(field), right }];
  }),
});
const WIDTHS = { wide: '100%', phone: 390 } as const;

/** The form as people will fill it in, rules included. Nothing typed here is kept. */
export function FormPreview({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('builder.preview');
  const say = useSay();
  const { entity, roles } = useBuilding();
  const [as, setAs] = useState('');
  const role = roles.find((one) => one.id === as);
  const mayCreate = !role || (role.entities[entity.name] ?? role.entities['*'])?.create === true;
  const [width, setWidth] = useState<keyof typeof WIDTHS>('wide');
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('title', { name: say(entity.label, entity.name) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Group justify="space-between">
          <Select
            size="xs"
            w={220}
            aria-label={t('as')}
            allowDeselect={false}
            value={as}
            onChange={(next) => setAs(next ?? '')}
            data={[
              { value: '', label: t('everyone') },
              ...roles.map((one) => ({ value: one.id, label: t('asRole', { role: say(one.label, one.name) }) })),
            ]}
          />
          <SegmentedControl
            size="xs"
            visibleFrom="sm"
            aria-label={t('width')}
            value={width}
            onChange={(value) => setWidth(value === 'phone' ? 'phone' : 'wide')}
            data={[
              { value: 'wide', label: t('wide') },
              { value: 'phone', label: t('phone') },
            ]}
          />
        </Group>
        <Text size="xs" c="dimmed">
          {t(mayCreate ? 'text' : 'mayNot')}
        </Text>
        <div style={{ width: WIDTHS[width], maxWidth: '100%', margin: '0 auto' }}>
          <PreviewForm isNarrow={width === 'phone'} role={role} />
        </div>
      </Stack>
    </Modal>
  );
}

function PreviewForm({ isNarrow, role }: { readonly isNarrow: boolean; readonly role: RoleDocument | undefined }) {
  const { entity, form } = useBuilding();
  const { entities } = useScope();
  const view = previewOf(entity, role);
  // A phone shows one column; the style sheet knows that of real phones only.
  const document = isNarrow ? { ...form, sections: form.sections.map((s) => ({ ...s, columns: 1 as const })) } : form;
  return (
    <PreviewSections
      key={`${isNarrow}:${role?.id}`}
      input={{
        document,
        entity: view,
        targets: entities.map((e) => ({ ...view, name: e.name, label: e.label, fields: [] })),
        values: Object.fromEntries(entity.fields.map((f) => [f.name, (f.default ?? null) as Json])),
        editable: view.fields.filter((f) => f.right === 'edit').map((f) => f.name),
        me: null,
        isNew: true,
      }}
    />
  );
}

function PreviewSections({ input }: { readonly input: Parameters<typeof useFormCore>[0] }) {
  return <FormSections core={useFormCore(input)} isTracked />;
}
