'use client';
import { Button, Group, Modal, Select, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { becomes } from '@/components/plans/becomes';
import { keepConversion } from '@/components/plans/pending';
import { useSay } from '@/components/ui/say';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import { useBuilding } from './context';

/** The values of one field become those of another that is there already, when they are published. */
export function MoveDialog(props: {
  readonly field: FieldUse;
  readonly published: EntityDocument;
  readonly onClose: () => void;
}) {
  const { field, published, onClose } = props;
  const t = useTranslations('plans.split');
  const say = useSay();
  const { entity, run } = useBuilding();
  const [into, setInto] = useState<string | null>(null);
  const [isGoing, setGoing] = useState(false);
  const name = say(field.label, field.name);
  const isPublished = (id: string) => published.fields.some((one) => one.id === id);
  const offered = entity.fields.filter((one) => one.id !== field.id && isPublished(one.id) && becomes(one).length > 0);
  const move = () => {
    if (into === null) return;
    keepConversion({ entity: entity.id, field: into, from: [field.id] });
    if (isGoing) run([{ do: 'removeField', field: field.id }]);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('moveTitle', { field: name })}
      closeButtonProps={{ 'aria-label': t('back') }}
    >
      <Stack>
        <Text size="sm">{t('moveHelp')}</Text>
        <Select
          data-autofocus
          label={t('into')}
          placeholder={t('intoPlaceholder')}
          searchable
          openOnFocus={false}
          allowDeselect={false}
          data={offered.map((one) => ({ value: one.id, label: say(one.label, one.name) }))}
          value={into}
          onChange={setInto}
        />
        <Switch
          size="sm"
          label={t('moveRemove', { field: name })}
          description={t('moveRemoveHelp')}
          checked={isGoing}
          onChange={(event) => setGoing(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button disabled={into === null} onClick={move}>
            {t('doMove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
