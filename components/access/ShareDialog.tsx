'use client';
import { ActionIcon, Badge, Button, Group, Modal, Select, SegmentedControl, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { DATE_FORMAT, MONTH_FORMAT } from '@/components/inputs/date/formats';
import { useRead, useWrite } from '@/components/lib/call';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { useAppLocale, useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { ShareLevel, ShareTarget, ShareView } from '@/engine/kernel/api';

interface Props {
  readonly entity: string;
  readonly record: { readonly id: string; readonly title: string };
  readonly onClose: () => void;
}

/** Whom one record is shared with, and sharing it with somebody more. */
export function ShareDialog({ entity, record, onClose }: Props) {
  const t = useTranslations('access.share');
  const input = { entity, record: record.id };
  const shares = useRead('share.list', input, { staleTime: 0 });
  const give = shares.data?.give ?? 'none';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title', { title: record.title })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <ProblemList error={shares.error} retry={() => void shares.refetch()} />
        {shares.isLoading ? <FormSkeleton fields={2} /> : null}
        {shares.data && give === 'none' ? (
          <Text size="sm" c="dimmed">
            {t('cannot')}
          </Text>
        ) : null}
        {give === 'none' ? null : <AddShare entity={entity} record={record.id} give={give} />}
        {shares.data ? <ShareList entity={entity} record={record.id} shares={shares.data.shares} /> : null}
      </Stack>
    </Modal>
  );
}

/** `person:<id>` as the value of a select → whom to share with. */
function targetOf(value: string): ShareTarget {
  const at = value.indexOf(':');
  const [kind, id] = [value.slice(0, at), value.slice(at + 1)];
  if (kind === 'person') return { person: id };
  return kind === 'role' ? { role: id } : { department: id };
}

/** The end of a day on the reader's own clock, as an instant. */
const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

function AddShare(props: { readonly entity: string; readonly record: string; readonly give: ShareLevel }) {
  const { entity, record, give } = props;
  const t = useTranslations('access.share');
  const say = useSay();
  const locale = useAppLocale();
  const notes = useNotes();
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words, 200);
  const [who, setWho] = useState<string | null>(null);
  const [level, setLevel] = useState<ShareLevel>('read');
  const [until, setUntil] = useState<string | null>(null);
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const found = useRead('share.targets', { entity, ...(search.trim() ? { search: search.trim() } : {}) });
  const add = useWrite('share.add', ['share.list', 'access.who']);
  const targets = found.data?.targets ?? [];
  const groups = (['person', 'department', 'role'] as const).map((kind) => ({
    group: t(`kind.${kind}`),
    items: targets
      .filter((target) => target.kind === kind)
      .map(({ id, label, hint }) => {
        const name = say(label, id);
        return { value: `${kind}:${id}`, label: hint ? `${name} · ${hint}` : name };
      }),
  }));
  const submit = () => {
    if (!who) return;
    const name = groups.flatMap(({ items }) => items).find(({ value }) => value === who)?.label ?? '';
    add.mutate(
      { entity, record, with: targetOf(who), level, until: until ? endOfDay(until) : null },
      {
        onSuccess: () => {
          notes.done(t('added', { name }));
          setWho(null);
          setWords('');
        },
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="xs">
        <ProblemList error={add.error} />
        <Select
          label={t('who')}
          placeholder={t('find')}
          searchable
          clearable
          data-autofocus
          nothingFoundMessage={t('nobody')}
          filter={({ options }) => options}
          data={groups.filter(({ items }) => items.length > 0)}
          searchValue={words}
          onSearchChange={setWords}
          value={who}
          onChange={setWho}
        />
        <Group align="flex-end" gap="sm">
          <SegmentedControl
            aria-label={t('level')}
            value={level}
            onChange={(value) => setLevel(value === 'edit' ? 'edit' : 'read')}
            data={[
              { value: 'read', label: t('read') },
              ...(give === 'edit' ? [{ value: 'edit', label: t('edit') }] : []),
            ]}
          />
          <DateInput
            label={t('until')}
            w={190}
            clearable
            valueFormat={DATE_FORMAT[locale]}
            monthLabelFormat={MONTH_FORMAT[locale]}
            minDate={today}
            value={until}
            onChange={setUntil}
          />
          <Button type="submit" disabled={!who} loading={add.isPending}>
            {t('add')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('fieldsNote')}
        </Text>
      </Stack>
    </form>
  );
}

const ICONS = { person: 'user', role: 'shield', department: 'sitemap' } as const;

function ShareList(props: { readonly entity: string; readonly record: string; readonly shares: readonly ShareView[] }) {
  const { entity, record, shares } = props;
  const t = useTranslations('access.share');
  const say = useSay();
  const locale = useAppLocale();
  const notes = useNotes();
  const remove = useWrite('share.remove', ['share.list', 'access.who']);
  const [now] = useState(() => Date.now());
  if (shares.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('empty')}
      </Text>
    );
  }
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('list')}
      </Text>
      <ProblemList error={remove.error} />
      {shares.map((share) => {
        const name = say(share.label) || '—';
        const isOver = share.until !== null && Date.parse(share.until) <= now;
        return (
          <Group key={share.id} gap="sm" wrap="nowrap" py={4}>
            <Icon name={ICONS[share.kind]} size={16} />
            <Stack gap={0} flex={1} miw={0}>
              <Text size="sm" truncate>
                {name}
              </Text>
              <Text size="xs" c="dimmed">
                {[
                  t('by', { name: share.by.title }),
                  ...(share.until ? [t('untilDay', { day: new Date(share.until).toLocaleDateString(locale) })] : []),
                ].join(' · ')}
              </Text>
            </Stack>
            <Badge variant="light" color={isOver ? 'gray' : undefined} tt="none">
              {isOver ? t('over') : t(share.level)}
            </Badge>
            {share.canRemove ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('remove', { name })}
                loading={remove.isPending && remove.variables.share === share.id}
                onClick={() =>
                  remove.mutate({ entity, record, share: share.id }, { onSuccess: () => notes.done(t('removed')) })
                }
              >
                <Icon name="x" size={14} />
              </ActionIcon>
            ) : null}
          </Group>
        );
      })}
    </Stack>
  );
}
