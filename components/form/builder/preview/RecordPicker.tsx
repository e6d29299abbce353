'use client';
import { useTranslations } from 'use-intl';
import { LinkSelect } from '@/components/inputs/relation/LinkSelect';
import type { Json } from '@/engine/kernel/json';

/** The id of a link as the picker gives it. */
export const idOf = (record: Json): string | undefined =>
  typeof record === 'object' && record !== null && 'id' in record ? String(record['id']) : undefined;

/** A record of the entity to preview the draft with. */
export function RecordPicker(props: {
  readonly entity: string;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
}) {
  const t = useTranslations('builder.preview');
  return (
    <LinkSelect
      id="preview-record"
      // Only a link, of no field: the select asks for what its entity has.
      field={{
        id: 'preview',
        name: 'preview',
        type: 'relation',
        label: { 'zh-CN': '', en: '' },
        right: 'edit',
        required: false,
        unique: false,
        options: {},
        system: false,
      }}
      entity={props.entity}
      label={t('record')}
      value={props.value}
      isRequired={false}
      onChange={props.onChange}
    />
  );
}
