'use client';
import { lazyInput } from '@/components/inputs/lazy';
import type { InputUnit } from '@/components/inputs/types';

const view: InputUnit = {
  Input: lazyInput(() => import('@/components/inputs/currencyAmount/MoneyInput').then((part) => part.MoneyInput)),
  isNumeric: true,
};
export default view;
