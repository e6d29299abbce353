'use client';
import { ActionIcon, Box, Group, Menu, Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { ConflictDialog } from '@/components/form/runtime/ConflictDialog';
import { DraftOffer } from '@/components/form/runtime/DraftOffer';
import { draftKey } from '@/components/form/runtime/drafts';
import { FormSections } from '@/components/form/runtime/FormSections';
import { useFormCore } from '@/components/form/runtime/formCore';
import { SaveSign } from '@/components/form/runtime/SaveSign';
import { useAutosave } from '@/components/form/runtime/useAutosave';
import { useDraft } from '@/components/form/runtime/useDraft';
import { useMe } from '@/components/form/runtime/useMe';
import { queryKey, useRead } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useMay, useSession } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { PageHeader } from '@/components/ui/PageHeader';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { Output, RecordView } from '@/engine/kernel/api';
import { FlowAction } from './FlowAction';
import { FlowStrip } from './FlowStrip';
import { HistoryList } from './HistoryList';
import { KeyFigures, StatusBadge } from './KeyFigures';
import classes from './record.module.css';
import { useDelete } from './useDelete';

const FlowPanel = lazy(() => import('@/components/flow/FlowPanel').then((module) => ({ default: module.FlowPanel })));

/** Where the flow and the past stand; the line under the header leads there. */
const ASIDE = 'record-aside';

type Opened = Output<'form.open'> & { record: RecordView };

/** One record: what it is at the top, its form edited in place at the left, its flow and its past at the right. */
export function RecordPage({ opened, isPanel = false }: { opened: Opened; isPanel?: boolean }) {
  const t = useTranslations('record');
  const { entity, form, editable } = opened;
  const { viewer, plugins } = useSession();
  const isAdmin = useMay('admin');
  const client = useQueryClient();
  const { id } = opened.record;
  const key = { entity: entity.name, id };
  const record = useRead('record.get', key, { initialData: opened.record }).data ?? opened.record;
  const core = useFormCore({ ...opened, document: form, me: useMe(), isNew: false });
  const draft = useDraft(core, draftKey(viewer.id, entity.name, id));
  const { sync } = draft;
  const onSaved = useCallback(
    (stored: RecordView) => {
      sync();
      client.setQueryData(queryKey('record.get', { entity: entity.name, id: stored.id }), stored);
      void client.invalidateQueries({ queryKey: ['record.history'] });
    },
    [client, entity.name, sync],
  );
  const save = useAutosave(core, { ...key, rev: opened.record.rev, form: form.name }, onSaved);
  const { follow } = save;
  useEffect(() => follow(record), [follow, record]);
  const hasFlows = plugins.includes('workflow');
  return (
    <>
      <PageHeader
        title={record.title || t('untitled')}
        beside={<StatusBadge entity={entity} record={record} />}
        note={<KeyFigures entity={entity} record={record} />}
        actions={
          <>
            {editable.length > 0 ? <SaveSign state={save.state} /> : null}
            {hasFlows ? <FlowAction entity={entity.name} record={id} /> : null}
            <RecordMenu opened={opened} title={record.title} />
          </>
        }
      />
      {hasFlows ? <FlowStrip entity={entity.name} record={id} to={ASIDE} /> : null}
      <DraftOffer draft={draft.offered} onRestore={draft.restore} onForget={draft.forget} />
      <div className={isPanel ? undefined : classes.columns}>
        <Box miw={0}>
          <FormSections core={core} isQuiet onLeave={save.onLeave} />
        </Box>
        <Tabs id={ASIDE} className={classes.aside} defaultValue={hasFlows ? 'flow' : 'history'} keepMounted={false}>
          <Tabs.List mb="md">
            {hasFlows ? <Tabs.Tab value="flow">{t('tab.flow')}</Tabs.Tab> : null}
            <Tabs.Tab value="history">{t('tab.history')}</Tabs.Tab>
          </Tabs.List>
          {hasFlows ? (
            <Tabs.Panel value="flow">
              <Suspense fallback={<FormSkeleton fields={3} />}>
                <FlowPanel entity={entity.name} record={id} viewer={viewer.id} isAdmin={isAdmin} />
              </Suspense>
            </Tabs.Panel>
          ) : null}
          <Tabs.Panel value="history">
            <HistoryList entity={entity} id={id} />
          </Tabs.Panel>
        </Tabs>
      </div>
      <ConflictDialog conflict={save.conflict} onCancel={save.cancelConflict} onChoose={save.resolve} />
    </>
  );
}

/** Delete; taken back by the note that says so. */
function RecordMenu(props: { opened: Opened; title: string }) {
  const t = useTranslations('record');
  const router = useRouter();
  const { entity, record } = props.opened;
  const deleteRecords = useDelete(entity);
  if (!entity.can.delete) return null;
  const remove = async () => {
    const gone = await deleteRecords([{ ...record, title: props.title }]);
    if (gone.has(record.id)) router.push(paths.list(entity.name));
  };
  return (
    <Group gap={0}>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('actions')}>
            <Icon name="dots" size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" leftSection={<Icon name="trash" />} onClick={() => void remove()}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
