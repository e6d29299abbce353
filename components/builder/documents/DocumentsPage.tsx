'use client';
import { Badge, Button, Group, Menu, SegmentedControl, Stack, Table, Tabs, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { SchemaTrash } from '@/components/plans/SchemaTrash';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { PageHeader } from '@/components/ui/PageHeader';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import type { DocumentSummary, Kind, Output } from '@/engine/kernel/api';
import classes from '../builder.module.css';

/** Kinds with a page of their own; a form is reached through its entity, so it is listed but not offered as new. */
const KINDS: readonly Kind[] = ['entity', 'form', 'flow', 'report', 'dashboard', 'page', 'role', 'package'];
const NEW: readonly Kind[] = ['entity', 'flow', 'report', 'dashboard', 'page', 'role'];
const ICON: { readonly [K in Kind]: string } = {
  entity: 'database',
  form: 'forms',
  flow: 'route',
  report: 'chart-bar',
  dashboard: 'layout-dashboard',
  page: 'id',
  role: 'shield',
  view: 'table',
  package: 'package',
};
const PLATFORM = 'platform';

/** Everything that can be built: found by name, opened by a click. */
export function DocumentsPage({ first }: { readonly first: Output<'document.list'> }) {
  const t = useTranslations('plans.trash');
  const [tab, setTab] = useState<string | null>('documents');
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false} maw={1080} mx="auto">
      <Tabs.List mb="md">
        <Tabs.Tab value="documents">{t('documents')}</Tabs.Tab>
        <Tabs.Tab value="trash">{t('tab')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="documents">
        <Documents first={first} />
      </Tabs.Panel>
      <Tabs.Panel value="trash">
        <SchemaTrash />
      </Tabs.Panel>
    </Tabs>
  );
}

function Documents({ first }: { readonly first: Output<'document.list'> }) {
  const t = useTranslations('builder.documents');
  const kinds = useTranslations('builder.kind');
  const [kind, setKind] = useState<Kind | 'all'>('all');
  const [search, setSearch] = useState('');
  const list = useRead('document.list', {}, { initialData: first });
  const own = (list.data?.documents ?? []).filter((d) => d.package !== PLATFORM && KINDS.includes(d.kind));
  const wanted = search.trim().toLowerCase();
  const shown = own.filter(
    (d) =>
      (kind === 'all' || d.kind === kind) &&
      `${d.name} ${d.label.en} ${d.label['zh-CN']} ${d.package}`.toLowerCase().includes(wanted),
  );
  const groups = KINDS.map((one) => ({ kind: one, documents: shown.filter((d) => d.kind === one) })).filter(
    (group) => group.documents.length > 0,
  );
  return (
    <Stack gap="md" maw={1080} mx="auto">
      <PageHeader title={t('title')} beside={<Text c="dimmed">{own.length}</Text>} actions={<NewMenu />} />
      <ProblemList error={list.error} retry={() => void list.refetch()} />
      {own.length === 0 ? (
        <FirstSteps />
      ) : (
        <>
          <Group gap="sm">
            <TextInput
              size="sm"
              style={{ flex: '1 1 220px' }}
              maw={360}
              aria-label={t('search')}
              placeholder={t('search')}
              leftSection={<IconSearch size={15} />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            <div className={classes.kinds}>
              <SegmentedControl
                size="xs"
                aria-label={t('kind')}
                value={kind}
                onChange={(value) => setKind(value as Kind | 'all')}
                data={[{ value: 'all', label: t('all') }, ...KINDS.map((value) => ({ value, label: kinds(value) }))]}
              />
            </div>
          </Group>
          {groups.map((group) => (
            <section key={group.kind} aria-label={kinds(group.kind)}>
              <Group gap={6} mb={4} c="dimmed">
                <Icon name={ICON[group.kind]} />
                <Text size="sm" fw={600}>
                  {kinds(group.kind)}
                </Text>
                <Text size="sm">{group.documents.length}</Text>
              </Group>
              <DocumentTable documents={group.documents} />
            </section>
          ))}
          {groups.length === 0 && <EmptyState icon="search" title={t('none')} />}
        </>
      )}
    </Stack>
  );
}

function DocumentTable({ documents }: { readonly documents: readonly DocumentSummary[] }) {
  const t = useTranslations('builder.documents');
  const say = useSay();
  return (
    <Table highlightOnHover verticalSpacing={6} className={classes.documents}>
      <Table.Tbody>
        {documents.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <Link className={classes.documentLink} href={`/build/${one.kind}/${one.name}`}>
                {say(one.label, one.name)}
              </Link>
              <Text span size="xs" c="dimmed" ml={8} visibleFrom="sm">
                {one.name}
              </Text>
            </Table.Td>
            <Table.Td w={170}>
              <Group gap={6} wrap="nowrap" justify="flex-end">
                {one.draft && (
                  <Badge size="sm" variant="light" color="blue" tt="none">
                    {t('draft')}
                  </Badge>
                )}
                {one.version !== null && (
                  <Badge size="sm" variant="light" color="gray" tt="none">
                    {t('published', { version: one.version })}
                  </Badge>
                )}
              </Group>
            </Table.Td>
            <Table.Td w={130} visibleFrom="sm">
              {(one.draft?.at ?? one.publishedAt) && (
                <RelativeTime at={(one.draft?.at ?? one.publishedAt)!} size="xs" c="dimmed" ta="right" />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A form made of what there is already. */
const BEGINNINGS = [
  { from: 'table', icon: 'table', words: ['fromTable', 'fromTableHint'] },
  { from: 'schema', icon: 'braces', words: ['fromSchema', 'fromSchemaHint'] },
] as const;

function NewMenu() {
  const t = useTranslations('builder.documents');
  const begin = useTranslations('schema');
  return (
    <Menu withinPortal shadow="md" position="bottom-end" width={280}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />}>{t('new')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {NEW.map((kind) => (
          <Menu.Item key={kind} component={Link} href={`/build/${kind}/new`} leftSection={<Icon name={ICON[kind]} />}>
            <Text size="sm">{t(`make.${kind}.label`)}</Text>
            <Text size="xs" c="dimmed">
              {t(`make.${kind}.hint`)}
            </Text>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {BEGINNINGS.map(({ from, icon, words: [label, hint] }) => (
          <Menu.Item
            key={from}
            component={Link}
            href={`/build/entity/new?from=${from}`}
            leftSection={<Icon name={icon} />}
          >
            <Text size="sm">{begin(label)}</Text>
            <Text size="xs" c="dimmed">
              {begin(hint)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Nothing is built yet: three steps, and the first one to click. */
function FirstSteps() {
  const t = useTranslations('builder.documents.first');
  return (
    <EmptyState
      icon="forms"
      title={t('title')}
      action={
        <Button component={Link} href="/build/entity/new">
          {t('action')}
        </Button>
      }
      link={
        <ol style={{ textAlign: 'start', margin: '16px 0 0', paddingInlineStart: 20, maxWidth: 420, fontSize: 14 }}>
          {(['one', 'two', 'three'] as const).map((step) => (
            <li key={step} style={{ marginBottom: 6 }}>
              {t(step)}
            </li>
          ))}
        </ol>
      }
    />
  );
}
