'use client';
import { Anchor, Badge, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useMay } from '@/components/shell/session';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { PageHeader } from '@/components/ui/PageHeader';
import { useSay } from '@/components/ui/say';
import type { Output } from '@/engine/kernel/api';

/** The packages this installation knows, and which of them are installed. */
export function Packages(props: { initial: Output<'package.list'> }) {
  const t = useTranslations('admin.packages');
  const say = useSay();
  const mayBuild = useMay('build');
  const { packages } = useRead('package.list', {}, { initialData: props.initial }).data ?? props.initial;
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} />
      {packages.length === 0 ? <EmptyState icon="package" title={t('empty')} text={t('emptyText')} /> : null}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {packages.map((item) => (
          <Paper key={item.name} p="md">
            <Group justify="space-between" wrap="nowrap" mb={6}>
              <Group gap="xs" wrap="nowrap">
                <Icon name="package" size={18} />
                <Title order={2} fz="md">
                  {say(item.label, item.name)}
                </Title>
              </Group>
              <Badge variant="light" color={item.installed ? 'brand' : 'gray'} tt="none" radius="sm">
                {t(item.installed ? 'installed' : 'available')}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed" mb={6}>
              {t('facts', { version: item.version, count: item.documents })}
            </Text>
            {mayBuild ? (
              <Anchor component={Link} href={paths.document('package', item.name)} size="sm">
                {t('open')}
              </Anchor>
            ) : null}
          </Paper>
        ))}
      </SimpleGrid>
    </>
  );
}
