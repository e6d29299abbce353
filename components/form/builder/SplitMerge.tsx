'use client';
import {
  ActionIcon,
  Button,
  Group,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconArrowBarToRight, IconArrowMerge, IconArrowsSplit2, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fieldType } from '@/components/inputs/units';
import { becomes } from '@/components/plans/becomes';
import { keepConversion } from '@/components/plans/pending';
import { useSay } from '@/components/ui/say';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import { useBuilding } from './context';
import { MoveDialog } from './MoveDialog';
import { newField } from './newEntity';
import { placeAfter } from './places';

const MOST_PARTS = 10;

/** Makes several fields of one, or one of several: new fields that take the values over when they are published. */
export function SplitMerge({ field, published }: { readonly field: FieldUse; readonly published: EntityDocument }) {
  const t = useTranslations('plans.split');
  const [open, setOpen] = useState<'split' | 'merge' | 'move' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu withinPortal shadow="md" position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" variant="default" aria-label={t('more')}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowsSplit2 size={14} />} onClick={() => setOpen('split')}>
            {t('split')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowMerge size={14} />} onClick={() => setOpen('merge')}>
            {t('merge')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowBarToRight size={14} />} onClick={() => setOpen('move')}>
            {t('move')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'split' && <SplitDialog field={field} onClose={close} />}
      {open === 'move' && <MoveDialog field={field} published={published} onClose={close} />}
      {open === 'merge' && <MergeDialog field={field} published={published} onClose={close} />}
    </>
  );
}

/** Adds text fields behind the one that is selected, each with the conversion that fills it. */
function useAddFilled(field: FieldUse) {
  const building = useBuilding();
  const { entity, run } = building;
  const type = fieldType('text')!;
  return (fields: readonly { readonly label: FieldUse['label']; readonly how: object; readonly from: string[] }[]) => {
    const taken = new Set(entity.fields.flatMap((one) => [one.name, ...(one.aliases ?? [])]));
    const at = placeAfter(building, { is: 'field', id: field.id });
    const edits = fields.map(({ label, how, from }, index) => {
      const added = newField(type, label, taken);
      taken.add(added.name);
      keepConversion({ ...how, entity: entity.id, field: added.id, from });
      return { do: 'addField' as const, field: added, at: { ...at, index: at.index + index } };
    });
    run(edits);
  };
}

function SplitDialog({ field, onClose }: { readonly field: FieldUse; readonly onClose: () => void }) {
  const t = useTranslations('plans.split');
  const say = useSay();
  const add = useAddFilled(field);
  const [by, setBy] = useState(' ');
  const [of, setOf] = useState(2);
  const split = () => {
    const label = (n: number) => ({ 'zh-CN': `${field.label['zh-CN']} ${n}`, en: `${field.label.en} ${n}` });
    add(
      Array.from({ length: of }, (_, part) => ({
        label: label(part + 1),
        how: { split: { by, part, of } },
        from: [field.id],
      })),
    );
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('splitTitle', { field: say(field.label, field.name) })}
      closeButtonProps={{ 'aria-label': t('back') }}
    >
      <Stack>
        <Text size="sm">{t('splitHelp')}</Text>
        <TextInput
          data-autofocus
          label={t('by')}
          description={t('byHelp')}
          maxLength={20}
          value={by}
          onChange={(event) => setBy(event.currentTarget.value)}
        />
        <NumberInput
          label={t('parts')}
          min={2}
          max={MOST_PARTS}
          clampBehavior="strict"
          allowDecimal={false}
          value={of}
          onChange={(value) => typeof value === 'number' && setOf(value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button disabled={by === '' || of < 2} onClick={split}>
            {t('doSplit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function MergeDialog(props: {
  readonly field: FieldUse;
  readonly published: EntityDocument;
  readonly onClose: () => void;
}) {
  const { field, published, onClose } = props;
  const t = useTranslations('plans.split');
  const say = useSay();
  const add = useAddFilled(field);
  const [others, setOthers] = useState<string[]>([]);
  const [join, setJoin] = useState(' ');
  const offered = published.fields.filter((one) => one.id !== field.id && becomes(one).length > 0);
  const merge = () => {
    const sources = [field, ...others.map((id) => published.fields.find((one) => one.id === id)!)];
    const label = {
      'zh-CN': sources.map((one) => one.label['zh-CN']).join('＋'),
      en: sources.map((one) => one.label.en).join(' + '),
    };
    add([{ label, how: { join }, from: sources.map(({ id }) => id) }]);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('mergeTitle', { field: say(field.label, field.name) })}
      closeButtonProps={{ 'aria-label': t('back') }}
    >
      <Stack>
        <Text size="sm">{t('mergeHelp')}</Text>
        <MultiSelect
          data-autofocus
          label={t('with')}
          data={offered.map((one) => ({ value: one.id, label: say(one.label, one.name) }))}
          value={others}
          onChange={setOthers}
        />
        <TextInput
          label={t('join')}
          maxLength={20}
          value={join}
          onChange={(event) => setJoin(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button disabled={others.length === 0} onClick={merge}>
            {t('doMerge')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
