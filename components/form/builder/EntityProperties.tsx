'use client';
import { Button, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { QuarantineList } from '@/components/plans/QuarantineList';
import { IconPicker } from '@/components/builder/properties/IconPicker';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useSay } from '@/components/ui/say';
import type { ChangeEntity } from '@/engine/form/edit/command';
import { useBuilding } from './context';
import { AudiencePanel } from './audience/AudiencePanel';
import { OlderRecords } from './versions/OlderRecords';
import { OfflineControl } from './offline/OfflineControl';
import { PrintControl } from './print/PrintControl';
import { UniqueEditor } from './UniqueEditor';

/** What holds for the whole entity. */
export function EntityProperties() {
  const t = useTranslations('builder.entity');
  const say = useSay();
  const { entity, run, publishedEntity } = useBuilding();
  const change = (what: ChangeEntity['change'], key: string) =>
    run([{ do: 'changeEntity', change: what }], `entity.${key}`);
  return (
    <Stack gap="sm">
      <TextInputs
        label={t('label')}
        value={entity.label}
        isRequired
        autoFocus={false}
        onChange={(label) => change({ label }, 'label')}
      />
      <TextInputs
        label={t('plural')}
        help={t('pluralHelp')}
        value={entity.labelPlural}
        autoFocus={false}
        onChange={(labelPlural) =>
          change({ labelPlural: labelPlural.en || labelPlural['zh-CN'] ? labelPlural : undefined }, 'plural')
        }
      />
      <Select
        size="xs"
        label={t('titleField')}
        description={t('titleFieldHelp')}
        clearable
        placeholder={t('titleFieldAuto')}
        data={entity.fields.map((field) => ({ value: field.name, label: say(field.label, field.name) }))}
        value={entity.titleField ?? null}
        onChange={(titleField) => change({ titleField: titleField ?? undefined }, 'titleField')}
      />
      <IconPicker
        label={t('icon')}
        value={entity.icon}
        fallback="database"
        onChange={(icon) => change({ icon }, 'icon')}
      />
      <AudiencePanel />
      <OlderRecords />
      <OfflineControl />
      <PrintControl />
      <UniqueEditor entity={entity} onChange={(unique, key) => change({ unique }, key)} />
      {publishedEntity && <SetAside entity={publishedEntity.name} />}
      <Text size="xs" c="dimmed">
        {t('apiName', { name: entity.name })}
      </Text>
    </Stack>
  );
}

/** Values of the entity that did not convert, record by record. */
function SetAside({ entity }: { readonly entity: string }) {
  const t = useTranslations('plans.quarantine');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="default" style={{ alignSelf: 'start' }} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && <QuarantineList entity={entity} onClose={() => setOpen(false)} />}
    </>
  );
}
