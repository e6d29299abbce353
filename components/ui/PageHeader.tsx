import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Title of a page with what stands beside it: a count or status after the title, actions at the right. */
export function PageHeader(props: { title: ReactNode; note?: ReactNode; beside?: ReactNode; actions?: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-start" gap="sm" wrap="wrap" mb="md">
      <Box miw={0}>
        <Group gap="xs" wrap="wrap">
          <Title order={1}>{props.title}</Title>
          {props.beside}
        </Group>
        {props.note ? (
          <Text c="dimmed" size="sm" mt={2}>
            {props.note}
          </Text>
        ) : null}
      </Box>
      {props.actions ? <Group gap="xs">{props.actions}</Group> : null}
    </Group>
  );
}
