'use client';
import { Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { Figures } from '../Figures';
import { useBuilding } from './context';
import type { Sample } from './useSample';
import classes from './builder.module.css';

/** The header of the page: a click opens its figures, state and action at the right. */
export function CanvasHeader({ sample }: { readonly sample: Sample | null }) {
  const t = useTranslations('page.build');
  const { page, selected, select } = useBuilding();
  const { status, figures = [] } = page.header ?? {};
  const field = sample?.entity.fields.find((one) => one.name === status);
  return (
    <div
      className={classes.part}
      data-selected={selected?.is === 'header' || undefined}
      onClick={(event) => {
        event.stopPropagation();
        select({ is: 'header' });
      }}
    >
      <UnstyledButton className={classes.partName} onClick={() => select({ is: 'header' })}>
        {t('header')}
      </UnstyledButton>
      <div inert>
        {sample ? (
          <>
            <Title order={2} fz={20}>
              {sample.record.title}{' '}
              {field ? <FieldDisplay field={field} value={sample.record[field.name] ?? null} isBrief /> : null}
            </Title>
            <Figures entity={sample.entity} record={sample.record} figures={figures} />
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t('headerHint')}
          </Text>
        )}
      </div>
    </div>
  );
}
