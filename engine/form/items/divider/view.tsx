'use client';
import { Divider } from '@mantine/core';

export default function DividerItem() {
  return <Divider my={6} />;
}
