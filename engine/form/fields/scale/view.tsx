'use client';
import { lazyInput } from '@/components/inputs/lazy';
import type { InputUnit } from '@/components/inputs/types';

const view: InputUnit = {
  Input: lazyInput(() => import('@/components/inputs/scale/ScaleInput').then((part) => part.ScaleInput), 60),
  isWide: true,
};
export default view;
