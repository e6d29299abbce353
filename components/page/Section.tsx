'use client';
import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';

/** A block with its heading: what it is, how many, what can be done. */
export function Section(props: {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, beside, actions } = props;
  return (
    <section className={classes.section} aria-label={title || undefined}>
      {title || actions ? (
        <Group gap="xs" mb={8} justify="space-between" wrap="nowrap" mih={28}>
          <Group gap={8} wrap="nowrap" miw={0}>
            {title ? (
              <Title order={2} fz="sm" className={classes.sectionTitle}>
                {title}
              </Title>
            ) : null}
            {beside}
          </Group>
          {actions}
        </Group>
      ) : null}
      {props.children}
    </section>
  );
}
