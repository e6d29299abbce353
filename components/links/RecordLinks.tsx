'use client';
import { Button, Card, Group, Modal, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { DATE_FORMAT, MONTH_FORMAT } from '@/components/inputs/date/formats';
import { useRead, useWrite } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { useAppLocale, useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { LinkView, Output } from '@/engine/kernel/api';
import { LinkAddress } from './LinkAddress';
import { LinkMenu } from './LinkMenu';
import { LinkStateBadge, LinkUse } from './LinkState';

interface Props {
  readonly entity: string;
  readonly record: { readonly id: string; readonly title: string };
  readonly onClose: () => void;
}

/** The links to one record: for somebody without a sign-in, to look at chosen fields or to fill some in. */
export function RecordLinks({ entity, record, onClose }: Props) {
  const t = useTranslations('links');
  const asked = { entity, record: record.id };
  const { data, error, refetch } = useRead('link.list', asked, { staleTime: 0 });
  const view = useRead('form.open', asked, { staleTime: 60_000 });
  return (
    <Modal opened onClose={onClose} size="lg" title={t('record.title', { title: record.title })}>
      <Stack gap="md">
        <ProblemList error={error ?? view.error} retry={() => void refetch()} />
        {data && view.data ? null : <FormSkeleton fields={3} />}
        {data && data.give !== 'edit' ? (
          <Text size="sm" c="dimmed">
            {t('record.cannot')}
          </Text>
        ) : null}
        {data?.give === 'edit' && view.data ? <NewLink opened={view.data} record={record.id} /> : null}
        {data?.links.map((link) => (
          <RecordLink key={link.id} link={link} title={record.title} />
        ))}
      </Stack>
    </Modal>
  );
}

function NewLink(props: { readonly opened: Output<'form.open'>; readonly record: string }) {
  const t = useTranslations('links');
  const say = useSay();
  const locale = useAppLocale();
  const notes = useNotes();
  const { opened, record } = props;
  const { entity } = opened;
  // What the form shows, in its order: a link opens the form, cut to what is chosen.
  const names = opened.form.sections.flatMap(({ items }) =>
    items.flatMap((item) => ('field' in item ? item.field : [])),
  );
  const fields = names.flatMap((one) => entity.fields.find((field) => field.name === one) ?? []);
  const [name, setName] = useState('');
  const [shown, setShown] = useState<readonly string[]>([entity.titleField]);
  const [filled, setFilled] = useState<readonly string[]>([]);
  const [lastDay, setLastDay] = useState<string | null>(null);
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const create = useWrite('link.create', ['link.list']);
  const optionOf = (field: (typeof fields)[number]) => ({ value: field.name, label: say(field.label, field.name) });
  const submit = () => {
    const sent = { fields: [...new Set([...shown, ...filled])], editable: filled };
    const expiresAt = lastDay ? new Date(`${lastDay}T23:59:59`).toISOString() : null;
    create.mutate(
      { kind: 'record', entity: entity.name, record, name, expiresAt, ...sent },
      {
        onSuccess: () => {
          notes.done(t('made'));
          setName('');
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
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('record.help')}
        </Text>
        <Group grow align="flex-start">
          <TextInput
            label={t('record.name')}
            description={t('nameHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            maxLength={80}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <DateInput
            label={t('lastDay')}
            placeholder={t('noLimit')}
            clearable
            minDate={today}
            valueFormat={DATE_FORMAT[locale]}
            monthLabelFormat={MONTH_FORMAT[locale]}
            value={lastDay}
            onChange={setLastDay}
          />
        </Group>
        <MultiSelect
          label={t('record.shown')}
          searchable
          data={fields.map(optionOf)}
          value={[...shown]}
          onChange={setShown}
        />
        <MultiSelect
          label={t('record.filled')}
          description={t('record.filledHelp')}
          searchable
          data={fields.filter((field) => opened.editable.includes(field.name)).map(optionOf)}
          value={[...filled]}
          onChange={setFilled}
        />
        <ProblemList error={create.error} />
        <Button type="submit" w="fit-content" loading={create.isPending} disabled={!name.trim()}>
          {t('make')}
        </Button>
      </Stack>
    </form>
  );
}

function RecordLink({ link, title }: { readonly link: LinkView; readonly title: string }) {
  const t = useTranslations('links');
  const locale = useAppLocale();
  const [failure, setFailure] = useState<unknown>(null);
  const day = link.expiresAt && new Date(link.expiresAt).toLocaleDateString(locale);
  const facts = [
    link.by ? t('record.by', { name: link.by.title }) : t('record.bySender'),
    ...(day ? [t('record.until', { day })] : []),
  ];
  return (
    <Card withBorder padding="sm" component="section" aria-label={link.name}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Stack gap={0} miw={0} flex={1}>
            <Text fw={600} truncate>
              {link.name}
            </Text>
            <Text size="xs" c="dimmed">
              {facts.join(' · ')}
            </Text>
            <LinkUse link={link} />
          </Stack>
          <LinkStateBadge link={link} />
          <LinkMenu link={link} onError={setFailure} />
        </Group>
        <ProblemList error={failure} />
        <LinkAddress link={link} title={title} />
      </Stack>
    </Card>
  );
}
