'use client';
import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import builder from '@/components/builder/builder.module.css';
import { UsageList } from '@/components/builder/UsageList';

/** Where an entity or a field is used, read when somebody asks. */
export function UsageFold(props: { readonly entity: string; readonly field?: string }) {
  const t = useTranslations('plans.usage');
  const [isShown, setShown] = useState(false);
  return (
    <div>
      <UnstyledButton className={builder.stripTab} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t('title')}
      </UnstyledButton>
      {isShown && <UsageList {...props} />}
    </div>
  );
}
