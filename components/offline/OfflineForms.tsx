'use client';
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { draftKey, readDraft } from '@/components/form/runtime/drafts';
import { Icon } from '@/components/ui/icons';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import { paths } from '@/components/lib/paths';
import { useKeptAt } from './here';
import type { OpenedForm } from './names';

/** Where a page cannot be had: what works instead. Plain links: the service worker knows the way. */
export function OfflineForms(props: {
  readonly at: string;
  readonly forms: readonly OpenedForm[];
  readonly person: string;
}) {
  const t = useTranslations('offline.page');
  const says = useTranslations('offline.note');
  const at = useKeptAt(props.person);
  const isHome = props.at === paths.home || props.at === paths.offline;
  return (
    <Stack gap="md" maw={560}>
      <PageHeader
        title={isHome ? t('title') : t('gone')}
        note={isHome || props.forms.length === 0 ? undefined : t('goneHelp')}
      />
      {props.forms.length > 0 ? (
        <Stack component="section" gap="xs">
          <Group justify="space-between">
            <Title order={2}>{t('forms')}</Title>
            {at ? (
              <Text size="xs" c="dimmed">
                {t('refreshed')} <RelativeTime at={at} span size="xs" />
              </Text>
            ) : null}
          </Group>
          {props.forms.map((opened) => (
            <OneForm key={opened.form.name} opened={opened} person={props.person} />
          ))}
        </Stack>
      ) : (
        <EmptyState icon="forms" title={t('noForms')} text={t('noFormsHelp')} />
      )}
      <Anchor href={paths.outbox} size="sm">
        {says('open')}
      </Anchor>
    </Stack>
  );
}

function OneForm({ opened, person }: { readonly opened: OpenedForm; readonly person: string }) {
  const t = useTranslations('offline.page');
  const say = useSay();
  const { entity, form } = opened;
  const draft = readDraft(draftKey(person, entity.name, 'new'), localStorage);
  const isMain = form.name === entity.name;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap="xs" wrap="nowrap" miw={0}>
          <Icon name={entity.icon} fallback="forms" />
          <div style={{ minWidth: 0 }}>
            <Text size="sm" fw={500} truncate>
              {isMain ? say(entity.label, entity.name) : say(form.label, form.name)}
            </Text>
            {draft ? (
              <Text size="xs" c="dimmed">
                {t('drafted')} <RelativeTime at={draft.at} span size="xs" />
              </Text>
            ) : null}
          </div>
        </Group>
        <Button
          component="a"
          href={isMain ? paths.create(entity.name) : `${paths.create(entity.name)}?form=${form.name}`}
          size="compact-md"
          style={{ flex: 'none' }}
        >
          {t('fill')}
        </Button>
      </Group>
    </Paper>
  );
}
