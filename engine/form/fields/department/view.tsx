'use client';
import { Text } from '@mantine/core';
import { lazyInput } from '@/components/inputs/lazy';
import { linkOf } from '@/components/inputs/relation/LinkSelect';
import type { DisplayProps, InputUnit } from '@/components/inputs/types';

function Display(props: DisplayProps) {
  return (
    <Text component="span" size="sm" truncate={props.isBrief ?? false}>
      {linkOf(props.value)?.title ?? ''}
    </Text>
  );
}

const view: InputUnit = {
  Input: lazyInput(() => import('@/components/inputs/department/DepartmentInput').then((part) => part.DepartmentInput)),
  Display,
};
export default view;
