'use client';
import { lazyInput } from '../lazy';
import type { InputUnit } from '../types';

export const dateTime: InputUnit = { Input: lazyInput(async () => (await import('./DateTimeInput')).DateTimeInput) };
