'use client';
import { Anchor, Button, Group, List, Modal, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConflictDialog } from '@/components/form/runtime/ConflictDialog';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSession } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import type { ProblemJson } from '@/engine/kernel/api';
import { again, clashing, decide, discard } from './queue';
import type { Entry } from './device';
import { syncNow } from './sync';

interface OneProps {
  readonly entry: Entry;
  /** Opens its form again. */
  readonly onCorrect?: ((entry: Entry) => void) | undefined;
}

/** One record on its way: what it is, when it was filled in, where it stands, and what the person can do about it. */
export function OutboxEntry({ entry, onCorrect }: OneProps) {
  const t = useTranslations('offline.outbox');
  const say = useSay();
  const link = entry.made ? paths.record(entry.entity, entry.made.id) : undefined;
  const title = entry.made?.title || entry.title || say(entry.label, entry.entity);
  return (
    <Paper component="li" withBorder p="sm" data-state={entry.state}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          {link ? (
            <Anchor component={Link} href={link} fw={500} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Anchor>
          ) : (
            <Text fw={500} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {[
              say(entry.label, entry.entity),
              t(entry.kind === 'create' ? 'new' : 'change'),
              ...(entry.files.length > 0 ? [t('photos', { count: entry.files.length })] : []),
            ].join(' · ')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('filledAt')} <RelativeTime at={entry.at} span size="xs" />
            {entry.sentAt ? (
              <>
                {' · '}
                {t('sentAt')} <RelativeTime at={entry.sentAt} span size="xs" />
              </>
            ) : null}
          </Text>
        </div>
        <Icon name={SIGNS[entry.state]} />
      </Group>
      {entry.problem ? <Reasons problem={entry.problem} /> : null}
      {entry.state === 'conflict' ? (
        <Text size="sm" mt={6}>
          {t('conflict')}
        </Text>
      ) : null}
      {entry.state === 'sent' ? null : <Actions entry={entry} title={title} onCorrect={onCorrect} />}
    </Paper>
  );
}
const SIGNS: { readonly [state in Entry['state']]: string } = {
  waiting: 'clock',
  refused: 'alert-triangle',
  conflict: 'alert-triangle',
  sent: 'circle-check',
};

/** What the server said, in its sentences. */
function Reasons({ problem }: { readonly problem: ProblemJson }) {
  const t = useTranslations('offline.outbox');
  const said = problem.problems.length > 0 ? problem.problems.map(({ message }) => message) : [problem.detail];
  return (
    <>
      <Text size="sm" fw={500} mt={6} c="var(--mantine-color-error)">
        {t('refused')}
      </Text>
      <List size="sm" spacing={2}>
        {said.map((sentence, index) => (
          <List.Item key={index}>{sentence}</List.Item>
        ))}
      </List>
    </>
  );
}

function Actions({ entry, title, onCorrect }: OneProps & { readonly title: string }) {
  const t = useTranslations('offline.outbox');
  const { viewer } = useSession();
  const [open, setOpen] = useState<'conflict' | 'discard' | null>(null);
  const close = () => setOpen(null);
  return (
    <Group gap="xs" mt="xs">
      {entry.state === 'refused' && entry.kind === 'create' ? (
        <Button size="compact-sm" onClick={() => onCorrect?.(entry)}>
          {t('correct')}
        </Button>
      ) : null}
      {entry.state === 'refused' ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void again(viewer.id, entry.id).then(() => syncNow(viewer.id))}
        >
          {t('again')}
        </Button>
      ) : null}
      {entry.state === 'conflict' ? (
        <Button size="compact-sm" onClick={() => setOpen('conflict')}>
          {t('decide')}
        </Button>
      ) : null}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen('discard')}>
        {t('discard')}
      </Button>
      <Modal opened={open === 'discard'} onClose={close} title={t('discardTitle')} size="sm">
        <Text size="sm" mb="md">
          {t('discardText', { title, count: entry.files.length })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" onClick={() => void discard(viewer.id, entry.id)}>
            {t('discard')}
          </Button>
        </Group>
      </Modal>
      {open === 'conflict' ? <Decision entry={entry} onClose={close} /> : null}
    </Group>
  );
}

/** Both versions of the fields that both changed. */
function Decision({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const { viewer } = useSession();
  const { data } = useRead('entity.get', { entity: entry.entity });
  const current = entry.conflict?.current;
  if (!data || !current) return null;
  return (
    <ConflictDialog
      conflict={{ current, mine: entry.shown, fields: clashing(entry, current, data.fields) }}
      onCancel={onClose}
      onChoose={(theirs) => {
        onClose();
        void decide(viewer.id, entry.id, theirs).then(() => syncNow(viewer.id));
      }}
    />
  );
}
