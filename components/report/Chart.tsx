'use client';
import { Skeleton } from '@mantine/core';
import dynamic from 'next/dynamic';

/** ECharts is large (≈ 200 KB gzipped): it comes only with the first chart, and the shape of the chart waits for it. */
export const Chart = dynamic(() => import('./EChart'), {
  ssr: false,
  loading: () => <Skeleton flex={1} mih={80} radius="sm" aria-hidden />,
});
