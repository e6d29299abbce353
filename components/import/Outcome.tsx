'use client';
import { Alert, Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ImportState } from '@/engine/kernel/api';
import { useRead, useWrite } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';

/** What will happen, or has happened, in sentences; and the way back. */
export function Outcome({ state }: { state: ImportState }) {
  const t = useTranslations('import');
  const isCheck = state.kind === 'check';
  const say = isCheck ? 'would' : 'did';
  const isGood = state.state === 'done' && state.failed === 0;
  const counts = (['inserted', 'updated', 'unchanged', 'linked', 'failed'] as const).filter(
    (kind) => state[kind] > 0 || (kind === 'inserted' && state.updated + state.unchanged === 0),
  );
  const over = state.state as 'done' | 'failed' | 'cancelled';
  const passed = state.inserted + state.updated + state.unchanged;
  const found = isGood ? 'good' : passed > 0 ? 'some' : 'none';
  const title = isCheck && over === 'done' ? t(`checked.${found}`) : t(`state.${over}`);
  return (
    <Stack gap="xs" aria-live="polite">
      <Alert color={state.undo ? 'gray' : isGood ? 'green' : 'orange'} title={title}>
        {state.reason && <Text size="sm">{state.reason}</Text>}
        <List size="sm" spacing={2}>
          {counts.map((kind) => (
            <List.Item key={kind}>{t(`${say}.${kind}`, { count: state[kind] })}</List.Item>
          ))}
        </List>
        {isCheck && (
          <Text size="xs" c="dimmed" mt={4}>
            {t('checked.nothing')}
          </Text>
        )}
      </Alert>
      {!isCheck && <Undo state={state} />}
    </Stack>
  );
}

function Undo({ state }: { state: ImportState }) {
  const t = useTranslations('import.undo');
  const notes = useNotes();
  const undo = useWrite('import.undo', ['import.get', 'import.list']);
  const [isAsking, setAsking] = useState(false);
  const start = (overrides: boolean) =>
    undo.mutate({ job: state.id, overrides }, { onError: notes.failed, onSuccess: () => setAsking(false) });
  if (state.undo) {
    const { state: how, undone, kept } = state.undo;
    return (
      <Alert color={how === 'running' || kept > 0 ? 'orange' : 'gray'} title={t(how)}>
        <Text size="sm">{t('undone', { count: undone })}</Text>
        {how === 'done' && kept > 0 && (
          <>
            <Kept job={state.id} count={kept} />
            <Button mt="xs" size="xs" variant="default" loading={undo.isPending} onClick={() => start(true)}>
              {t('override')}
            </Button>
          </>
        )}
      </Alert>
    );
  }
  if (state.inserted + state.updated === 0) return null;
  if (!isAsking) {
    return (
      <Anchor component="button" type="button" size="sm" onClick={() => setAsking(true)} style={{ alignSelf: 'start' }}>
        {t('offer')}
      </Anchor>
    );
  }
  return (
    <Alert color="orange" title={t('offer')}>
      <Text size="sm">{t('explain', { inserted: state.inserted, updated: state.updated })}</Text>
      <Group gap="sm" mt="xs">
        <Button size="xs" color="red" loading={undo.isPending} onClick={() => start(false)}>
          {t('confirm')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsking(false)}>
          {t('no')}
        </Button>
      </Group>
    </Alert>
  );
}

/** Records that stayed as they are, and why. */
function Kept({ job, count }: { job: string; count: number }) {
  const t = useTranslations('import.undo');
  const { data } = useRead('import.kept', { job, size: 5 });
  return (
    <>
      <Text size="sm">{t('kept', { count })}</Text>
      <List size="sm">
        {data?.records.map(({ entity, record, message }) => (
          <List.Item key={record.id}>
            <Anchor size="sm" href={`/e/${entity}/${record.id}`}>
              {record.title || record.id}
            </Anchor>{' '}
            {message}
          </List.Item>
        ))}
      </List>
    </>
  );
}
