'use client';
import { Text } from '@mantine/core';
import { lazyInput } from '@/components/inputs/lazy';
import { text as plainText } from '@/components/inputs/text';
import type { DisplayProps, InputUnit } from '@/components/inputs/types';
import { useAppLocale } from '@/components/ui/say';
import { isObject } from '@/engine/kernel/json';
import address, { type Address } from '.';

function Display(props: DisplayProps) {
  const locale = useAppLocale();
  const words = address.format(isObject(props.value) ? (props.value as Address) : {}, {}, locale);
  return (
    <Text component="span" size="sm" truncate={props.isBrief ?? false}>
      {words}
    </Text>
  );
}

const load = () => import('@/components/inputs/address/AddressInput');
const view: InputUnit = {
  Input: lazyInput(() => load().then((part) => part.AddressInput), 80),
  Display,
  isWide: true,
  filters: { inRegion: lazyInput(() => load().then((part) => part.InRegion)), contains: plainText.Input },
};
export default view;
