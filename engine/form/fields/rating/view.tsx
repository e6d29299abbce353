'use client';
import { lazyDisplay, lazyInput } from '@/components/inputs/lazy';
import type { InputUnit } from '@/components/inputs/types';

const load = () => import('@/components/inputs/rating/RatingInput');
const view: InputUnit = {
  Input: lazyInput(() => load().then((part) => part.RatingInput)),
  Display: lazyDisplay(() => load().then((part) => part.RatingShown)),
};
export default view;
