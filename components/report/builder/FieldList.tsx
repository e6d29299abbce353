'use client';
import { useTranslations } from 'use-intl';
import { Palette } from '@/components/builder/Palette';
import { fieldType } from '@/components/inputs/units';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { ChoiceGroup } from './fields';

/** The fields by entity, to be dragged onto a shelf; a click or Enter puts one where it belongs. */
export function FieldList(props: { readonly groups: readonly ChoiceGroup[]; readonly onAdd: (path: string) => void }) {
  const t = useTranslations('report.builder');
  const say = useSay();
  return (
    <Palette
      kind="field"
      onAdd={(entry) => props.onAdd(entry.id)}
      groups={props.groups.map((group, index) => ({
        title: index === 0 ? say(group.label) : t('fieldsOf', { relation: say(group.label) }),
        entries: group.choices.map((choice) => ({
          id: choice.path,
          label: index === 0 ? say(choice.label) : say(choice.field.label),
          words: say(choice.label),
          icon: <Icon name={fieldType(choice.field.type)?.icon} />,
        })),
      }))}
    />
  );
}
