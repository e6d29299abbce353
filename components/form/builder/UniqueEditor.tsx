'use client';
import { ActionIcon, Button, Group, Input, MultiSelect, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { fieldType } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import type { EntityDocument, FieldUse, UniqueTogether } from '@/engine/kernel/documents.generated';
import { columnOf, isComparable, kindOf } from '@/engine/kernel/fields';
import { documentId } from '@/engine/kernel/ids';

const FEWEST = 2;
const MOST_FIELDS = 8;
const MOST = 10;

/** Written by people, kept in the open, and one value that can be compared. */
function canBePart({ type: name, options, encrypted }: FieldUse): boolean {
  const type = fieldType(name);
  if (!type || type.derive || encrypted) return false;
  return columnOf(type, options) !== null && isComparable(kindOf(type, options));
}

/** Combinations of fields no two records may share. One is part of the entity once it names two fields. */
export function UniqueEditor(props: {
  readonly entity: EntityDocument;
  readonly onChange: (unique: EntityDocument['unique'], key: string) => void;
}) {
  const t = useTranslations('builder.entity');
  const say = useSay();
  const { entity } = props;
  const [begun, setBegun] = useState<UniqueTogether | null>(null);
  const list = entity.unique ?? [];
  const data = entity.fields.filter(canBePart).map((one) => ({ value: one.name, label: say(one.label, one.name) }));
  const put = (next: readonly UniqueTogether[], key: string) =>
    props.onChange(next.length > 0 ? [...next] : undefined, key);
  const finish = (next: UniqueTogether) => {
    setBegun(null);
    put([...list, next], next.id);
  };
  if (data.length < FEWEST && list.length === 0) return null;
  return (
    <Input.Wrapper
      size="xs"
      label={t('unique')}
      labelElement="div"
      description={t('uniqueHelp')}
      inputWrapperOrder={['label', 'description', 'input']}
    >
      <Stack gap="sm" mt={6} role="list" aria-label={t('unique')}>
        {list.map((unique, index) => (
          <Combination
            key={unique.id}
            unique={unique}
            data={data}
            onChange={(next) => put(list.with(index, next), unique.id)}
            onRemove={() => put(list.toSpliced(index, 1), unique.id)}
          />
        ))}
        {begun ? (
          <Combination key={begun.id} unique={begun} data={data} onChange={finish} onRemove={() => setBegun(null)} />
        ) : null}
      </Stack>
      {begun || list.length >= MOST ? null : (
        <Button
          mt={8}
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={13} />}
          onClick={() => setBegun({ id: documentId('unq'), fields: [] })}
        >
          {t('uniqueAdd')}
        </Button>
      )}
    </Input.Wrapper>
  );
}

function Combination(props: {
  readonly unique: UniqueTogether;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (unique: UniqueTogether) => void;
  readonly onRemove: () => void;
}) {
  const t = useTranslations('builder.entity');
  const { unique, data } = props;
  /** While it names too few fields to mean anything. */
  const [few, setFew] = useState<readonly string[] | null>(unique.fields.length < FEWEST ? unique.fields : null);
  const fields = few ?? unique.fields;
  const isPart = unique.fields.length >= FEWEST;
  // A name that nothing has any more stays visible, so that it can be taken out.
  const gone = fields.filter((name) => !data.some(({ value }) => value === name));
  return (
    <Group role="listitem" gap={4} wrap="nowrap" align="flex-start">
      <Stack gap={6} style={{ flex: 1, minWidth: 0 }}>
        <MultiSelect
          size="xs"
          aria-label={t('uniqueFields')}
          placeholder={fields.length === 0 ? t('uniqueFields') : ''}
          searchable
          maxValues={MOST_FIELDS}
          data={[...data, ...gone.map((name) => ({ value: name, label: name }))]}
          value={[...fields]}
          error={few && few.length > 0 ? t('uniqueTooFew') : undefined}
          onChange={(next) => {
            setFew(next.length < FEWEST ? next : null);
            if (next.length >= FEWEST) props.onChange({ ...unique, fields: next });
          }}
        />
        {isPart ? (
          <TextInputs
            label={t('uniqueMessage')}
            help={t('uniqueMessageHelp')}
            value={unique.message}
            autoFocus={false}
            onChange={(message) => {
              const { message: _before, ...rest } = unique;
              props.onChange(message.en || message['zh-CN'] ? { ...rest, message } : rest);
            }}
          />
        ) : null}
      </Stack>
      <ActionIcon size={28} variant="subtle" color="gray" aria-label={t('uniqueRemove')} onClick={props.onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </Group>
  );
}
