import { Group, Skeleton, Stack } from '@mantine/core';

/** Rows of a table that is being read: the shape stays, nothing jumps. */
export function RowsSkeleton(props: { rows?: number }) {
  return (
    <Stack gap={10} py="xs" aria-hidden>
      {Array.from({ length: props.rows ?? 8 }, (_, index) => (
        <Group key={index} gap="md" wrap="nowrap">
          <Skeleton height={14} width="30%" />
          <Skeleton height={14} width="20%" />
          <Skeleton height={14} width="25%" />
          <Skeleton height={14} width="15%" />
        </Group>
      ))}
    </Stack>
  );
}

/** A form that is being read. */
export function FormSkeleton(props: { fields?: number }) {
  return (
    <Stack gap="md" aria-hidden>
      {Array.from({ length: props.fields ?? 6 }, (_, index) => (
        <Stack key={index} gap={6}>
          <Skeleton height={12} width={96} />
          <Skeleton height={34} />
        </Stack>
      ))}
    </Stack>
  );
}
