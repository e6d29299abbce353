'use client';
import { ActionIcon, Button, Code, CopyButton, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { QrCode } from '@/components/ui/QrCode';
import type { LinkView } from '@/engine/kernel/api';
import { snippetOf } from './embed';
import { printQr, saveQr } from './qr';

export const addressOf = (link: Pick<LinkView, 'path'>): string | null =>
  link.path === null ? null : window.location.origin + link.path;

/** The address of a link: to copy, as a QR code to save and to print, and for another site. `title` heads the printed sheet. */
export function LinkAddress(props: { readonly link: LinkView; readonly title: string }) {
  const t = useTranslations('links');
  const [shown, setShown] = useState<'qr' | 'embed' | null>(null);
  const address = addressOf(props.link);
  if (address === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('noAddress')}
      </Text>
    );
  }
  const toggle = (part: 'qr' | 'embed') => setShown(shown === part ? null : part);
  return (
    <Stack gap="xs">
      <Group gap={6} wrap="nowrap">
        <TextInput
          flex={1}
          miw={0}
          size="xs"
          readOnly
          aria-label={t('address')}
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy} leftSection={<Icon name={copied ? 'check' : 'copy'} />}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
        <Tooltip label={t('open')}>
          <ActionIcon
            component="a"
            href={address}
            target="_blank"
            rel="noopener noreferrer"
            variant="default"
            size={30}
            aria-label={t('open')}
          >
            <Icon name="arrow-right" />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Group gap={6}>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-expanded={shown === 'qr'}
          leftSection={<Icon name="scan" size={14} />}
          onClick={() => toggle('qr')}
        >
          {t('qr')}
        </Button>
        {props.link.kind === 'public' ? (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-expanded={shown === 'embed'}
            leftSection={<Icon name="braces" size={14} />}
            onClick={() => toggle('embed')}
          >
            {t('embed')}
          </Button>
        ) : null}
      </Group>
      {shown === 'qr' ? <Qr address={address} title={props.title} /> : null}
      {shown === 'embed' ? <Embed address={address} title={props.title} origins={props.link.origins} /> : null}
    </Stack>
  );
}

function Qr({ address, title }: { readonly address: string; readonly title: string }) {
  const t = useTranslations('links');
  return (
    <Group align="flex-start" gap="md">
      <QrCode text={address} size={168} />
      <Stack gap={6}>
        <Button size="compact-sm" variant="default" onClick={() => void saveQr(address, title, 'png')}>
          {t('savePng')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void saveQr(address, title, 'svg')}>
          {t('saveSvg')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="printer" size={14} />}
          onClick={() => void printQr(address, { title, hint: t('scan') })}
        >
          {t('print')}
        </Button>
      </Stack>
    </Group>
  );
}

function Embed(props: { readonly address: string; readonly title: string; readonly origins: readonly string[] }) {
  const t = useTranslations('links');
  const snippet = snippetOf(props.address, props.title);
  if (props.origins.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('embedNowhere')}
      </Text>
    );
  }
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {t('embedHelp', { sites: props.origins.join(', ') })}
      </Text>
      <Code block fz="xs" mah={160} style={{ overflow: 'auto' }} tabIndex={0} aria-label={t('embed')}>
        {snippet}
      </Code>
      <CopyButton value={snippet}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" w="fit-content" onClick={copy}>
            {t(copied ? 'copied' : 'copySnippet')}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}
