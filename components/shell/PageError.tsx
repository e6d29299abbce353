'use client';
import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/EmptyState';

/** A page that could not be drawn: what that means for the person, and the way to try again. */
export function PageError(props: { error: Error; reset: () => void }) {
  const t = useTranslations('shell.error');
  return (
    <EmptyState
      icon="alert-triangle"
      title={t('title')}
      text={t('text')}
      action={<Button onClick={props.reset}>{t('action')}</Button>}
    />
  );
}
