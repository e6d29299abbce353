import { useMediaQuery } from '@mantine/hooks';
import type { Locale } from '@/engine/kernel/text';

export const DATE_FORMAT: { readonly [locale in Locale]: string } = { 'zh-CN': 'YYYY年M月D日', en: 'MMM D, YYYY' };
/** The head of the calendar. */
export const MONTH_FORMAT: { readonly [locale in Locale]: string } = { 'zh-CN': 'YYYY年M月', en: 'MMMM YYYY' };
/** A finger gets the phone's own picker. */
export const useIsTouch = (): boolean => useMediaQuery('(pointer: coarse)', false);
