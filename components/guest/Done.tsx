'use client';
import { Alert, Anchor, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { QrCode } from '@/components/ui/QrCode';
import { useSay } from '@/components/ui/say';
import type { Output } from '@/engine/kernel/api';
import type { Opened } from './answer';

/** After sending: thanks, the way to one's own record where the form gives one, and another answer. */
export function Done(props: { readonly opened: Opened; readonly sent: Output<'link.submit'> }) {
  const t = useTranslations('guest');
  const say = useSay();
  const { opened, sent } = props;
  const isNew = opened.kind === 'public';
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    heading.current?.focus();
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <Stack gap="md">
      <Group
        ref={heading}
        tabIndex={-1}
        gap="sm"
        wrap="nowrap"
        align="flex-start"
        role="status"
        style={{ outline: 'none' }}
      >
        <Icon name="circle-check" size={26} />
        <Text size="lg" style={{ whiteSpace: 'pre-line' }}>
          {say(sent.thanks ?? undefined, t(isNew ? 'thanks' : 'saved'))}
        </Text>
      </Group>
      {sent.$warnings.map((warning) => (
        <Alert key={`${warning.code} ${warning.message}`} color="yellow" variant="light">
          {warning.message}
        </Alert>
      ))}
      {sent.own ? <Own path={sent.own} /> : null}
      <Group>
        <Button variant="default" onClick={() => window.location.reload()}>
          {t(isNew ? 'another' : 'back')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The one way back to the record: whoever leaves without it has none. */
function Own({ path }: { readonly path: string }) {
  const t = useTranslations('guest');
  const address = `${window.location.origin}${path}`;
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('own')}</Text>
      <Text size="sm" c="dimmed">
        {t('ownHelp')}
      </Text>
      <Group align="flex-start" gap="md">
        <QrCode text={address} size={120} />
        <Stack gap="xs" flex={1} miw={200}>
          <Anchor href={path} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {address}
          </Anchor>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button variant="default" size="compact-md" onClick={copy} w="fit-content">
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
        </Stack>
      </Group>
    </Stack>
  );
}
