'use client';
import { Button, Card, Drawer, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallError, useRead, useWrite } from '@/components/lib/call';
import { LinkAddress } from '@/components/links/LinkAddress';
import { LinkMenu } from '@/components/links/LinkMenu';
import { LinkStateBadge, LinkUse } from '@/components/links/LinkState';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { LinkView } from '@/engine/kernel/api';
import { useBuilding } from '../context';
import { LinkEditor } from './LinkEditor';

/** The public links of this form: making one, its address, QR code and snippet, how often it was used, and its end. */
export function SharePanel({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('links');
  const { entity, publishedEntity } = useBuilding();
  const [edited, setEdited] = useState<LinkView | 'new' | null>(null);
  const { data, error, isLoading, refetch } = useRead(
    'link.list',
    { entity: publishedEntity?.name ?? entity.name },
    { enabled: publishedEntity !== null, staleTime: 0, refetchInterval: 15_000 },
  );
  return (
    <Drawer
      opened
      onClose={edited ? () => setEdited(null) : onClose}
      position="right"
      size="lg"
      title={edited === null ? t('title') : t(edited === 'new' ? 'new' : 'settings')}
    >
      {edited ? (
        <LinkEditor link={edited === 'new' ? null : edited} roles={data?.roles ?? []} onDone={() => setEdited(null)} />
      ) : (
        <Stack gap="md">
          <ProblemList error={error instanceof CallError ? error : null} retry={() => void refetch()} />
          {isLoading ? <FormSkeleton fields={3} /> : null}
          {publishedEntity ? null : <EmptyState icon="link" title={t('publishFirst')} text={t('publishFirstHelp')} />}
          {data ? <Links links={data.links} onEdit={setEdited} /> : null}
        </Stack>
      )}
    </Drawer>
  );
}

function Links(props: { readonly links: readonly LinkView[]; readonly onEdit: (link: LinkView | 'new') => void }) {
  const t = useTranslations('links');
  const { form } = useBuilding();
  const links = props.links.filter((link) => link.form === null || link.form === form.name);
  const make = () => props.onEdit('new');
  if (links.length === 0) {
    const action = <Button onClick={make}>{t('make')}</Button>;
    return <EmptyState icon="link" title={t('none')} text={t('noneHelp')} action={action} />;
  }
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('help')}
      </Text>
      {links.map((link) => (
        <LinkCard key={link.id} link={link} onEdit={() => props.onEdit(link)} />
      ))}
      <Button variant="default" w="fit-content" leftSection={<Icon name="plus" />} onClick={make}>
        {t('make')}
      </Button>
    </>
  );
}

function LinkCard({ link, onEdit }: { readonly link: LinkView; readonly onEdit: () => void }) {
  const t = useTranslations('links');
  const say = useSay();
  const { entity, form } = useBuilding();
  const [failure, setFailure] = useState<unknown>(null);
  const update = useWrite('link.update', ['link.list']);
  return (
    <Card withBorder padding="sm" component="section" aria-label={link.name}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Stack gap={0} miw={0} flex={1}>
            <Text fw={600} truncate>
              {link.name}
            </Text>
            <LinkUse link={link} />
          </Stack>
          <LinkStateBadge link={link} />
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t('settings')}
          </Button>
          <LinkMenu link={link} onError={setFailure} />
        </Group>
        <ProblemList error={failure ?? update.error} />
        <LinkAddress link={link} title={say(form.label, say(entity.label))} />
        <Switch
          size="sm"
          label={t('takes')}
          checked={link.isOpen}
          disabled={update.isPending}
          onChange={(event) => update.mutate({ id: link.id, isOpen: event.currentTarget.checked })}
        />
      </Stack>
    </Card>
  );
}
