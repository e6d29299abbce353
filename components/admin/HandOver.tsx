'use client';
import { Button, Checkbox, Group, Progress, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { HandOverState, PersonView } from '@/engine/kernel/api';

/** While something is moving, how far it has come is asked for this often. */
const POLL_MS = 1500;

/** Everything a person owns goes to somebody else: counted, chosen, moved in the background. */
export function HandOver({ person, people }: { readonly person: PersonView; readonly people: readonly PersonView[] }) {
  const t = useTranslations('access.handover');
  const say = useSay();
  const preview = useRead('handover.preview', { from: person.id }, { staleTime: 0 });
  const start = useWrite('handover.start', ['handover.list', 'handover.preview']);
  const [to, setTo] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [withTasks, setWithTasks] = useState(true);
  const entities = preview.data?.entities ?? [];
  const tasks = preview.data?.tasks ?? 0;
  const chosen = entities.filter(({ entity }) => !left.has(entity));
  const count = chosen.reduce((sum, one) => sum + one.count, 0) + (withTasks ? tasks : 0);
  const toggle = (entity: string, isChosen: boolean) => {
    const next = new Set(left);
    if (isChosen) next.delete(entity);
    else next.add(entity);
    setLeft(next);
  };
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('help')}
      </Text>
      <ProblemList error={preview.error ?? start.error} />
      {preview.isLoading ? <FormSkeleton fields={2} /> : null}
      {preview.data && entities.length === 0 && tasks === 0 ? (
        <Text size="sm">{t('nothing', { name: person.name })}</Text>
      ) : null}
      {entities.length > 0 || tasks > 0 ? (
        <>
          <Select
            label={t('to')}
            placeholder={t('choose')}
            searchable
            data={people
              .filter((one) => one.active && one.id !== person.id)
              .map((one) => ({
                value: one.id,
                label: one.department ? `${one.name} · ${one.department.title}` : one.name,
              }))}
            value={to}
            onChange={setTo}
          />
          <Text size="sm" fw={500}>
            {t('what')}
          </Text>
          {entities.map(({ entity, label, count: owned }) => (
            <Checkbox
              key={entity}
              label={`${say(label, entity)} (${owned.toLocaleString()})`}
              checked={!left.has(entity)}
              onChange={(event) => toggle(entity, event.currentTarget.checked)}
            />
          ))}
          {tasks > 0 ? (
            <Checkbox
              label={t('tasks', { count: tasks })}
              checked={withTasks}
              onChange={(event) => setWithTasks(event.currentTarget.checked)}
            />
          ) : null}
          <Group>
            <Button
              disabled={!to || count === 0}
              loading={start.isPending}
              onClick={() =>
                to &&
                start.mutate({
                  from: person.id,
                  to,
                  entities: chosen.map(({ entity }) => entity),
                  tasks: withTasks && tasks > 0,
                })
              }
            >
              {t('start', { count: count.toLocaleString() })}
            </Button>
          </Group>
        </>
      ) : null}
      <Moves person={person.id} />
    </Stack>
  );
}

/** What was moved from this person lately, and how far what is moving has come. */
function Moves({ person }: { readonly person: string }) {
  const t = useTranslations('access.handover');
  const moves = useRead(
    'handover.list',
    {},
    {
      refetchInterval: (query) => (query.state.data?.moves.some(({ state }) => state === 'running') ? POLL_MS : false),
    },
  );
  const mine = (moves.data?.moves ?? []).filter(({ from }) => from.id === person);
  if (mine.length === 0) return null;
  return (
    <Stack gap="xs" mt="md">
      <Text size="sm" fw={600}>
        {t('moves')}
      </Text>
      {mine.map((move) => (
        <Move key={move.id} move={move} />
      ))}
    </Stack>
  );
}

function Move({ move }: { readonly move: HandOverState }) {
  const t = useTranslations('access.handover');
  const { total, done, state } = move;
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t(move.kind, { from: move.from.title, to: move.to.title })}</Text>
        <Text size="xs" c="dimmed">
          {t(`state.${state}`)} · {t('running', { done: done.toLocaleString(), total: total.toLocaleString() })} ·{' '}
          <RelativeTime at={move.at} />
        </Text>
      </Group>
      {state === 'running' ? (
        <Progress value={total === 0 ? 0 : (100 * done) / total} animated aria-label={t(`state.${state}`)} />
      ) : null}
      {move.reason ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {move.reason}
        </Text>
      ) : null}
    </Stack>
  );
}
