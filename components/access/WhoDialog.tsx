'use client';
import { Badge, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { useMay } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import { WhyDialog } from './WhyDialog';

const MANY = 10;

/** Who may see one record; administrators also learn by what, and may ask why. */
export function WhoDialog(props: {
  readonly entity: string;
  readonly record: { readonly id: string; readonly title: string };
  readonly onClose: () => void;
}) {
  const { entity, record, onClose } = props;
  const t = useTranslations('access.who');
  const close = useTranslations('access.share')('close');
  const say = useSay();
  const isAdmin = useMay('admin');
  const [words, setWords] = useState('');
  const [person, setPerson] = useState<{ readonly id: string; readonly title: string } | null>(null);
  const who = useRead('access.who', { entity, record: record.id }, { staleTime: 0 });
  const people = who.data?.people ?? [];
  const small = words.trim().toLowerCase();
  const found = people.filter((one) => one.person.title.toLowerCase().includes(small));
  return (
    <>
      <Modal
        opened={person === null}
        onClose={onClose}
        title={t('title', { title: record.title })}
        closeButtonProps={{ 'aria-label': close }}
      >
        <Stack gap="sm">
          <ProblemList error={who.error} retry={() => void who.refetch()} />
          {who.isLoading ? <FormSkeleton fields={4} /> : null}
          {who.data ? (
            <Text size="sm" c="dimmed">
              {t('count', { count: people.length })}
              {who.data.total > 500 ? ` ${t('some', { total: who.data.total })}` : ''}
            </Text>
          ) : null}
          {people.length > MANY ? (
            <TextInput
              size="xs"
              type="search"
              aria-label={t('find')}
              placeholder={t('find')}
              leftSection={<Icon name="search" size={14} />}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          ) : null}
          {found.map((one) => (
            <Group key={one.person.id} gap="sm" wrap="nowrap">
              <PersonAvatar size={24} name={one.person.title} />
              <Stack gap={0} flex={1} miw={0}>
                <Text size="sm">{one.person.title}</Text>
                {one.by.length > 0 ? (
                  <Text size="xs" c="dimmed">
                    {one.by.map((by) => say(by)).join(' · ')}
                  </Text>
                ) : null}
              </Stack>
              <Badge variant="light" color={one.may === 'edit' ? undefined : 'gray'} tt="none">
                {t(one.may)}
              </Badge>
              {isAdmin ? (
                <Button size="compact-xs" variant="subtle" onClick={() => setPerson(one.person)}>
                  {t('why')}
                </Button>
              ) : null}
            </Group>
          ))}
        </Stack>
      </Modal>
      {person ? (
        <WhyDialog
          asked={{ entity, record: record.id, person: person.id }}
          action="read"
          title={person.title}
          onClose={() => setPerson(null)}
        />
      ) : null}
    </>
  );
}
