'use client';
import { Button, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { EmptyState } from '@/components/ui/EmptyState';

/** Said alike for what is not there and for what the viewer may not see. */
export function NotFound() {
  const t = useTranslations('shell.notFound');
  return (
    <main>
      <Title order={1} fz={0} lh={0} m={0}>
        {t('title')}
      </Title>
      <EmptyState
        icon="search"
        title={t('title')}
        text={t('text')}
        action={
          <Button component={Link} href={paths.home}>
            {t('action')}
          </Button>
        }
      />
    </main>
  );
}
