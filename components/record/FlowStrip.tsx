'use client';
import { Anchor, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { DueTime } from '@/components/inbox/DueTime';
import { useRead } from '@/components/lib/call';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import classes from './record.module.css';

/** Where the record stands in its running flow and who is asked; leads to the picture of the path (`to`: its id). */
export function FlowStrip(props: { entity: string; record: string; to: string }) {
  const t = useTranslations('record');
  const say = useSay();
  const { entity, record } = props;
  const flow = useRead('flow.of', { entity, record }).data?.flows.find((one) => one.status === 'active');
  if (!flow) return null;
  const steps = flow.nodes.filter((node) => node.state === 'active').map((node) => say(node.label));
  const people = [...new Set(flow.waitingFor.map((one) => one.person.title))];
  const due = flow.waitingFor
    .map((one) => one.dueAt)
    .filter((at) => at !== null)
    .sort()[0];
  return (
    <Group gap={8} className={classes.strip}>
      <Icon name="git-branch" size={14} />
      <Anchor href={`#${props.to}`} size="sm" fw={500} c="inherit">
        {say(flow.label)}
      </Anchor>
      <Text size="sm">{steps.join(' · ')}</Text>
      {people.length > 0 ? (
        <Text size="sm" c="dimmed">
          {t('waitingFor', { people: people.join(t('filter.or')) })}
        </Text>
      ) : null}
      <DueTime at={due ?? null} />
    </Group>
  );
}
