'use client';
import { Anchor, Badge, Group, Skeleton, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { Output } from '@/engine/kernel/api';

type Usage = Output<'document.usage'>;

/** Who uses an entity, or one of its fields: documents, flows with what is under way, people's views and API keys. */
export function UsageList(props: { readonly entity: string; readonly field?: string }) {
  const read = useRead(
    'document.usage',
    { entity: props.entity, ...(props.field ? { field: props.field } : {}) },
    { gcTime: 0 },
  );
  if (read.error) return <ProblemList error={read.error} />;
  if (!read.data) return <Skeleton height={40} />;
  return <UsageLines usage={read.data} isField={props.field !== undefined} />;
}

function UsageLines({ usage, isField }: { readonly usage: Usage; readonly isField: boolean }) {
  const t = useTranslations('plans.usage');
  const kinds = useTranslations('builder.kind');
  const say = useSay();
  const format = useFormatter();
  const { documents, views, keys } = usage;
  if (documents.length === 0 && views === 0 && keys.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('none')}
      </Text>
    );
  }
  return (
    <Stack gap={4}>
      {documents.map((one) => (
        <div key={`${one.kind}/${one.name}`}>
          <Group gap={6}>
            <Anchor component={Link} size="sm" href={paths.document(one.kind, one.name)}>
              {kinds(one.kind)} · {say(one.label, one.name)}
            </Anchor>
            {one.running !== undefined && (
              <Badge size="sm" variant="light" tt="none" color={one.running > 0 ? 'orange' : 'gray'}>
                {t('running', { count: one.running })}
              </Badge>
            )}
            {one.isDraft && (
              <Badge size="sm" variant="light" tt="none" color="gray">
                {t('draft')}
              </Badge>
            )}
          </Group>
          {one.why && (
            <Text size="xs" c="dimmed">
              {one.why}
            </Text>
          )}
        </div>
      ))}
      {views > 0 && <Text size="sm">{t(isField ? 'viewsOfEntity' : 'views', { count: views })}</Text>}
      {keys.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t(isField ? 'keysOfEntity' : 'keys')}
        </Text>
      )}
      {keys.map((key) => (
        <Text key={key.id} size="sm">
          {t('key', {
            label: key.label,
            person: key.person.title,
            calls: key.calls,
            day: format.dateTime(new Date(`${key.day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' }),
          })}
        </Text>
      ))}
    </Stack>
  );
}
