'use client';
import { lazyDisplay, lazyInput } from '../lazy';
import type { InputUnit } from '../types';

const load = () => import('./FileInput');

export const file: InputUnit = {
  Input: lazyInput(() => load().then((part) => part.FileInput)),
  Display: lazyDisplay(() => load().then((part) => part.FileShown)),
  isWide: true,
};
