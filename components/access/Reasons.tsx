'use client';
import { Alert, Box, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { Explanation, Reason } from '@/engine/kernel/api';

/** An answer to "why": the verdict, and the tests that led to it. */
export function Reasons({ explanation }: { readonly explanation: Explanation }) {
  const t = useTranslations('access.why');
  const say = useSay();
  const { allowed, words, reasons } = explanation;
  return (
    <Stack gap="sm">
      <Alert
        color={allowed ? 'green' : 'orange'}
        variant="light"
        icon={<Icon name={allowed ? 'check' : 'alert-triangle'} />}
        title={say(words)}
      />
      <Text size="sm" fw={600}>
        {t('reasons')}
      </Text>
      <ReasonList reasons={reasons} />
      <Text size="xs" c="dimmed">
        {t('help')}
      </Text>
    </Stack>
  );
}

function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useTranslations('access.why');
  const say = useSay();
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {reasons.map((reason, i) => (
        <li key={i}>
          <Group gap={8} wrap="nowrap" align="flex-start">
            <Box c={reason.holds ? 'green' : 'dimmed'} pt={2} role="img" aria-label={t(reason.holds ? 'yes' : 'no')}>
              <Icon name={reason.holds ? 'check' : 'x'} size={14} />
            </Box>
            <Text size="sm" miw={0} style={{ overflowWrap: 'anywhere' }}>
              {say(reason.words)}
            </Text>
          </Group>
          {reason.of.length > 0 ? (
            <Box pl={22} pt={6}>
              <ReasonList reasons={reason.of} />
            </Box>
          ) : null}
        </li>
      ))}
    </Stack>
  );
}
