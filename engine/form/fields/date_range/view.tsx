'use client';
import { lazyInput } from '@/components/inputs/lazy';
import { date } from '@/components/inputs/date';
import type { InputUnit } from '@/components/inputs/types';

/** Asked for is one day: ranges that hold it, are over before it, or begin after it. */
const view: InputUnit = {
  Input: lazyInput(() => import('@/components/inputs/dateRange/RangeInput').then((part) => part.RangeInput)),
  filters: { contains: date.Input, lt: date.Input, gt: date.Input },
};
export default view;
