'use client';
import { Badge, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { RelativeTime } from '@/components/ui/RelativeTime';
import type { LinkView } from '@/engine/kernel/api';

export function LinkStateBadge({ link }: { readonly link: LinkView }) {
  const t = useTranslations('links');
  return (
    <Badge variant="light" color={link.state === 'open' ? undefined : 'gray'} tt="none">
      {t(`state.${link.state}`)}
    </Badge>
  );
}

/** How often it was used, and when last. */
export function LinkUse({ link }: { readonly link: LinkView }) {
  const t = useTranslations('links');
  const most = link.maxAnswers === null ? '' : ` / ${link.maxAnswers}`;
  return (
    <Text size="xs" c="dimmed">
      {t('answers', { count: link.answers })}
      {most}
      {link.lastAnswerAt ? (
        <>
          {' · '}
          {t('last')} <RelativeTime at={link.lastAnswerAt} span />
        </>
      ) : null}
    </Text>
  );
}
