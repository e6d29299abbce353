'use client';
import { Button, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { ClosedLink, ProblemJson } from '@/engine/kernel/api';

/** Why there is nothing to fill in, in the words of whoever made the form where they left some. */
export function Closed(props: { readonly words: ClosedLink | null | undefined; readonly problem: ProblemJson | null }) {
  const t = useTranslations('guest');
  const say = useSay();
  const { words, problem } = props;
  const text = problem?.detail ?? (words ? say(words.text ?? undefined, t(`state.${words.state}`)) : t('state.closed'));
  // What tomorrow, or a quieter moment, may change.
  const isForNow = problem ? problem.status === 429 || problem.status >= 500 : words?.state === 'fullToday';
  return (
    <Stack gap="md" align="flex-start" role="status">
      <Text style={{ whiteSpace: 'pre-line' }}>{text}</Text>
      {isForNow ? (
        <Button variant="default" onClick={() => window.location.reload()}>
          {t('tryAgain')}
        </Button>
      ) : null}
    </Stack>
  );
}
