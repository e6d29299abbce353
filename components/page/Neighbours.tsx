'use client';
import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { readTrail, type Trail } from '@/components/record/trail';
import { Icon } from '@/components/ui/icons';

/** The previous and the next record of the list the person came from; nothing for who came from elsewhere. */
export function Neighbours(props: { readonly entity: string; readonly id: string }) {
  const t = useTranslations('page');
  const router = useRouter();
  const [trail, setTrail] = useState<Trail | null>(null);
  useEffect(() => {
    // Read after the first drawing: the server knows of no way.
    const handle = setTimeout(() => setTrail(readTrail(props.entity)), 0);
    return () => clearTimeout(handle);
  }, [props.entity]);
  const at = trail?.ids.indexOf(props.id) ?? -1;
  const go = (step: number) => {
    const id = at < 0 ? undefined : trail?.ids[at + step];
    if (id) router.push(paths.record(props.entity, id));
  };
  useHotkeys([
    ['alt+ArrowUp', () => go(-1)],
    ['alt+ArrowDown', () => go(1)],
  ]);
  if (!trail || at < 0 || trail.ids.length < 2) return null;
  return (
    <Group gap={2} wrap="nowrap" data-no-print>
      <Step label={t('previous')} icon="chevron-up" isOff={at === 0} onClick={() => go(-1)} />
      <Step label={t('next')} icon="chevron-down" isOff={at === trail.ids.length - 1} onClick={() => go(1)} />
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {t('place', { at: at + 1, total: trail.total ?? trail.ids.length })}
      </Text>
    </Group>
  );
}

function Step(props: {
  readonly label: string;
  readonly icon: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon variant="subtle" color="gray" aria-label={props.label} disabled={props.isOff} onClick={props.onClick}>
        <Icon name={props.icon} />
      </ActionIcon>
    </Tooltip>
  );
}
