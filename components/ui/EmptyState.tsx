import { Box, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from './icons';

/** What a place is for when nothing is in it: one sentence, one button, one link. */
export function EmptyState(props: {
  icon?: string | undefined;
  title: string;
  text?: string;
  action?: ReactNode;
  link?: ReactNode;
}) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <Box c="dimmed">
        <Icon name={props.icon} fallback="box" size={32} />
      </Box>
      <Text fw={600}>{props.title}</Text>
      {props.text ? (
        <Text c="dimmed" size="sm" maw={420}>
          {props.text}
        </Text>
      ) : null}
      {props.action ? <Box mt="xs">{props.action}</Box> : null}
      {props.link}
    </Stack>
  );
}
