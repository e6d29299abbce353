'use client';
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { propertiesOf } from '@/components/builder/properties/editor';
import { PropertyPanel } from '@/components/builder/properties/PropertyPanel';
import { ScopeOf, useScope } from '@/components/builder/properties/scope';
import { PageContext } from '@/components/page/builder/pageContext';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { LayoutItem } from '@/engine/kernel/documents.generated';
import { itemType } from '../../runtime/items';
import { useBuilding } from '../context';
import { ShownWhen } from './ShownWhen';
import classes from '../form-builder.module.css';

/** Everything about an item that is no field: what its kind declares, its place, and when it is shown. */
export function ItemProperties({ item }: { readonly item: LayoutItem }) {
  const t = useTranslations('layout.item');
  const say = useSay();
  const { run, remove, problems, form, entity } = useBuilding();
  const { find } = useScope();
  const type = itemType(item.type);
  const s = form.sections.findIndex(({ items }) => items.includes(item));
  const i = form.sections[s]?.items.indexOf(item) ?? -1;
  const columns = form.sections[s]?.columns ?? 1;
  if (!type) return null;
  const options = item.options ?? {};
  const errorOf = (property: string): string | undefined =>
    problems.find(
      ({ document, path }) =>
        document?.kind === 'form' && path[1] === s && path[3] === i && path[4] === 'options' && path[5] === property,
    )?.message;
  const put = (next: typeof options, key: string) => {
    const left = Object.keys(next).length > 0 ? { ...next } : undefined;
    run([{ do: 'changeLayoutItem', item: item.id, change: { options: left } }], `${item.id}.options.${key}`);
  };
  const about = type.about?.(options);
  return (
    <Stack gap="sm" className={classes.panel} data-property="label">
      <Group gap={6} c="dimmed">
        <Icon name={type.icon} />
        <Text size="xs">{say(type.label, type.type)}</Text>
      </Group>
      {type.hint && (
        <Text size="xs" c="dimmed">
          {say(type.hint)}
        </Text>
      )}
      {propertiesOf(type.options).length > 0 && (
        // Editors of what belongs to a record ask which record that is: one of this form's entity.
        <PageContext value={{ entity: entity.name, form: undefined }}>
          <ScopeOf entity={find(about ?? entity.name)}>
            <PropertyPanel schema={type.options} value={options} onChange={put} errorOf={errorOf} />
          </ScopeOf>
        </PageContext>
      )}
      {columns > 1 && (
        <div>
          <Text size="xs" fw={500} mb={4}>
            {t('span')}
          </Text>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('span')}
            value={item.span ? String(item.span) : 'all'}
            data={[
              ...Array.from({ length: columns - 1 }, (_, n) => ({ value: String(n + 1), label: String(n + 1) })),
              { value: 'all', label: t('whole') },
            ]}
            onChange={(value) =>
              run([
                {
                  do: 'changeLayoutItem',
                  item: item.id,
                  change: { span: value === 'all' ? undefined : Number(value) },
                },
              ])
            }
          />
        </div>
      )}
      <ShownWhen part={item.id} />
      <Group gap="xs">
        <Button size="compact-xs" variant="default" color="red" onClick={() => remove({ is: 'item', id: item.id })}>
          {t('remove')}
        </Button>
      </Group>
    </Stack>
  );
}
