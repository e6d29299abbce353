'use client';
import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EvidenceView, FileView } from '@/engine/kernel/api';

/** A photo never changes, but where else it is used may. */
const STALE_MS = 30_000;

/** How the photos came about, and a warning for each that was used before. Nothing where there is no evidence. */
export function Evidence({ files }: { files: readonly FileView[] }) {
  const { data } = useRead(
    'file.evidence',
    { files: files.map((file) => file.id) },
    { enabled: files.length > 0, staleTime: STALE_MS },
  );
  const found = data?.evidence ?? [];
  if (found.length === 0) return null;
  return (
    <Stack gap={6}>
      {found.map((one) => (one.similar.length > 0 ? <UsedBefore key={one.file} evidence={one} files={files} /> : null))}
      <details>
        <Text component="summary" size="xs" c="dimmed" style={{ cursor: 'pointer' }}>
          <Summary found={found} />
        </Text>
        <Stack gap={4} mt={4}>
          {found.map((one) => (
            <Origin key={one.file} evidence={one} name={files.find((file) => file.id === one.file)?.name ?? ''} />
          ))}
        </Stack>
      </details>
    </Stack>
  );
}

function Summary({ found }: { found: readonly EvidenceView[] }) {
  const t = useTranslations('fields.evidence');
  const album = found.filter((one) => one.source === 'album').length;
  return (
    <>
      {t('count', { count: found.length })}
      {album > 0 ? ` · ${t('chosen', { count: album })}` : ''}
    </>
  );
}

function UsedBefore({ evidence, files }: { evidence: EvidenceView; files: readonly FileView[] }) {
  const t = useTranslations('fields.evidence');
  const format = useFormatter();
  const say = useSay();
  const file = files.find((one) => one.id === evidence.file);
  return (
    <Alert color="orange" variant="outline" icon={<Icon name="alert-triangle" />} p="xs" role="alert">
      <Text size="sm">
        {t(evidence.similar.some((one) => one.isSame) ? 'same' : 'similar', { name: file?.name ?? '' })}
      </Text>
      <Stack gap={2} mt={2}>
        {evidence.similar.map((one) => (
          <Group key={one.file} gap={6}>
            <Anchor component={Link} href={paths.record(one.entity, one.record.id)} size="sm" target="_blank">
              {one.record.title || '…'}
            </Anchor>
            <Text size="xs" c="dimmed">
              {say(one.entityLabel)} · {say(one.field)} · {format.dateTime(new Date(one.at), SHORT)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}

function Origin({ evidence, name }: { evidence: EvidenceView; name: string }) {
  const t = useTranslations('fields.evidence');
  const format = useFormatter();
  const time = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {[
        name,
        t(evidence.source),
        evidence.takenAt ? t('takenAt', { time: time(evidence.takenAt) }) : t('untimed'),
        t('receivedAt', { time: time(evidence.receivedAt), by: evidence.by?.title ?? '' }),
        `SHA-256 ${evidence.sha256.slice(0, 16)}…`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  );
}
/** Who signed, when, and how; the server's time. */
export function SignedBy({ file }: { file: FileView }) {
  const t = useTranslations('fields.evidence');
  const format = useFormatter();
  const { data } = useRead('file.evidence', { files: [file.id] }, { staleTime: STALE_MS });
  const found = data?.evidence[0];
  if (!found) return null;
  const time = format.dateTime(new Date(found.receivedAt), SHORT);
  return (
    <Text size="xs" c="dimmed">
      {t('signedBy', { name: found.by?.title ?? '', time })} · {t(found.source)}
      {found.typed ? ` · ${found.typed}` : ''}
    </Text>
  );
}
const SHORT = { dateStyle: 'medium', timeStyle: 'short' } as const;
