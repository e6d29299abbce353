'use client';
import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';

/** A quiet icon button beside what it acts on: up, down, copy, remove. `children` is an icon of 12 to 15 px. */
export function SmallAction(props: { label: string; onClick: () => void; disabled?: boolean; children: ReactNode }) {
  return (
    <ActionIcon
      size={24}
      variant="subtle"
      color="gray"
      aria-label={props.label}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
    >
      {props.children}
    </ActionIcon>
  );
}
