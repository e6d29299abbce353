'use client';
import { Loader, Modal, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useScope } from '@/components/builder/properties/scope';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { RoleDocument } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { useBuilding } from '../context';
import { mayFill, rightsOf } from '../rights';
import { DeviceContext } from '../../runtime/overlaid';
import { PreviewForm } from './PreviewForm';
import { idOf, RecordPicker } from './RecordPicker';
import classes from '../form-builder.module.css';

/** What a width stands for, for overlays. */
const DEVICES = { wide: 'desktop', tablet: 'tablet', phone: 'phone' } as const;
const WIDTHS = { wide: '100%', tablet: 768, phone: 390 } as const;
type Width = keyof typeof WIDTHS;
const isWidth = (value: string): value is Width => Object.hasOwn(WIDTHS, value);

/** The form as people of a role will fill it in, new or with a record there is; its rules work. Nothing typed is kept. */
export function FormPreview({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('builder.preview');
  const say = useSay();
  const { entity, roles, publishedEntity, showRule } = useBuilding();
  const [as, setAs] = useState('');
  const [record, setRecord] = useState<Json>(null);
  const [width, setWidth] = useState<Width>('wide');
  const [hasGhosts, setGhosts] = useState(false);
  const role = roles.find((one) => one.id === as);
  const id = idOf(record);
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(1120px, 96vw)"
      title={t('title', { name: say(entity.label, entity.name) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <div className={classes.previewBar}>
          <Select
            size="sm"
            label={t('as')}
            searchable
            allowDeselect={false}
            value={as}
            onChange={(next) => setAs(next ?? '')}
            data={[
              { value: '', label: t('everyone') },
              ...roles.map((one) => ({ value: one.id, label: say(one.label, one.name) })),
            ]}
          />
          {publishedEntity && <RecordPicker entity={publishedEntity.name} value={record} onChange={setRecord} />}
          <Switch
            size="xs"
            label={t('ghosts')}
            aria-label={t('ghosts')}
            checked={hasGhosts}
            onChange={(event) => setGhosts(event.currentTarget.checked)}
          />
          <SegmentedControl
            size="xs"
            visibleFrom="sm"
            aria-label={t('width')}
            value={width}
            onChange={(value) => isWidth(value) && setWidth(value)}
            data={(['wide', 'tablet', 'phone'] as const).map((value) => ({ value, label: t(value) }))}
          />
        </div>
        <RightsWords role={role} entity={entity.name} isNew={id === undefined} />
        <div
          data-narrow={width === 'phone' ? true : undefined}
          style={{ width: WIDTHS[width], maxWidth: '100%', margin: '0 auto' }}
        >
          <DeviceContext value={DEVICES[width]}>
            <Opened
              key={`${id}:${as}`}
              record={id}
              role={role}
              hasGhosts={hasGhosts}
              onRule={(rule) => {
                onClose();
                showRule(rule);
              }}
            />
          </DeviceContext>
        </div>
      </Stack>
    </Modal>
  );
}

/** What the role may do with such a record at all. */
function RightsWords(props: {
  readonly role: RoleDocument | undefined;
  readonly entity: string;
  readonly isNew: boolean;
}) {
  const t = useTranslations('builder.preview');
  const { role, entity, isNew } = props;
  const can = mayFill(role, entity, isNew) ? 'text' : isNew ? 'mayNot' : 'mayNotChange';
  const seen = role && !isNew ? seenBy(role, entity) : 'all';
  return (
    <Text size="xs" c="dimmed" role="status">
      {seen === 'none' ? t('mayNotSee') : t(can)}
      {seen === 'some' && ` ${t('onlySome')}`}
    </Text>
  );
}

/** Which records of an entity a role sees and changes, as far as can be said without one. */
function seenBy(role: RoleDocument, entity: string): 'none' | 'some' | 'all' {
  const rights = rightsOf(role, entity);
  const read = rights?.read ?? 'none';
  if (read === 'none') return 'none';
  const { conditions } = rights ?? {};
  return read !== 'all' || conditions?.read || conditions?.update ? 'some' : 'all';
}

type OpenedProps = Omit<Parameters<typeof PreviewForm>[0], 'opened'> & { readonly record: string | undefined };

/** Reads what is published of the entity, with the record where one was chosen; a new entity has nothing to read. */
function Opened({ record, ...props }: OpenedProps) {
  const { publishedEntity } = useBuilding();
  const { documents } = useScope();
  const read = useRead(
    'form.open',
    { entity: publishedEntity?.name ?? '', ...(record ? { record } : {}) },
    { enabled: publishedEntity !== null, gcTime: 0, staleTime: 0, refetchOnWindowFocus: false },
  );
  if (read.error) return <ProblemList error={read.error} />;
  if (publishedEntity && !read.data) return <Loader size="sm" />;
  return <PreviewForm key={documents.length} {...props} opened={read.data} />;
}
