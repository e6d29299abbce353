'use client';
import { Select, Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ListEditor } from '@/components/builder/properties/ListEditor';
import { useScope } from '@/components/builder/properties/scope';
import { useSay } from '@/components/ui/say';
import { documentId } from '@/engine/kernel/ids';
import type { PageDocument } from '@/engine/kernel/documents.generated';
import type { PageFigure } from '../context';
import { useBuilding } from './context';
import { FigureEditor } from './FigureEditor';

type Header = NonNullable<PageDocument['header']>;

/** State, main action and key figures of the header. */
export function HeaderProperties() {
  const t = useTranslations('page.build');
  const say = useSay();
  const { page, put } = useBuilding();
  const entity = useScope().find(page.entity);
  const header = page.header ?? {};
  const change = (next: Header, merge: string) => put({ ...page, header: next }, `header.${merge}`);
  const { status: _status, ...withoutStatus } = header;
  return (
    <Stack gap="md">
      <Text fw={600} size="sm">
        {t('header')}
      </Text>
      <Select
        size="xs"
        label={t('status')}
        placeholder={t('none')}
        clearable
        searchable
        data={(entity?.fields ?? []).map((field) => ({ value: field.name, label: say(field.label, field.name) }))}
        value={header.status ?? null}
        onChange={(status) => change(status === null ? withoutStatus : { ...header, status }, 'status')}
      />
      <Switch
        size="xs"
        label={t('action')}
        checked={header.action !== 'none'}
        onChange={(event) => change({ ...header, action: event.currentTarget.checked ? 'flow' : 'none' }, 'action')}
      />
      <ListEditor<PageFigure>
        label={t('figures')}
        items={header.figures ?? []}
        onChange={(figures) => change({ ...header, figures: [...figures] }, 'figures')}
        add={() => ({ id: documentId('fig') })}
        addLabel={t('addFigure')}
        row={(figure, give) => <FigureEditor figure={figure} onChange={give} />}
      />
    </Stack>
  );
}
