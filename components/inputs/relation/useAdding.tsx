'use client';
import { useContext, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { RecordAddContext } from '@/components/record/recordAdd';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';
import type { InputProps } from '../types';
import { fieldType } from '../units';

/** The item of the list behind which a new record is made. */
export const ADD = '$add';

/** The name of the field that takes what was typed: a text the person may fill in. */
function titleIn({ fields, titleField }: EntityView): string | undefined {
  const field = fields.find(({ name }) => name === titleField);
  const isText = field !== undefined && fieldType(field.type)?.kind === 'text';
  return isText && field.right === 'edit' && !field.derived && !field.system ? field.name : undefined;
}

/**
 * A record that is not there yet, made in place by whoever may create one; then it is chosen. `isOpen`: the list is on
 * the screen, so that what the person may do is asked for no field that is only looked at.
 */
export function useAdding(props: InputProps & { readonly entity: string }, isOpen: boolean, typed: string) {
  const t = useTranslations('relations.picker');
  const say = useSay();
  const window = useContext(RecordAddContext);
  const [title, setTitle] = useState<string | null>(null);
  const { data: entity } = useRead(
    'entity.get',
    { entity: props.entity },
    { enabled: isOpen && window !== null, staleTime: 300_000, retry: false },
  );
  const begin = () => setTitle(typed);
  if (!window || !entity?.can.create) return { label: null, begin, dialog: null };
  const label = say(entity.label, entity.name);
  const field = titleIn(entity);
  return {
    label: typed ? t('addTitled', { label, title: typed }) : t('add', { label }),
    begin,
    dialog:
      title === null
        ? null
        : window({
            entity: entity.name,
            prefilled: title && field !== undefined ? { [field]: title } : {},
            place: `for.${props.field.id}`,
            onMade: (made) => props.onChange({ id: made.id, title: made.title }),
            onClose: () => setTitle(null),
          }),
  };
}
