'use client';
import { Anchor, Text } from '@mantine/core';
import { mapOf } from '@/components/inputs/geo/map';
import { lazyInput } from '@/components/inputs/lazy';
import type { DisplayProps, InputUnit } from '@/components/inputs/types';
import { useAppLocale } from '@/components/ui/say';
import geo, { isPlace } from '.';

function Display(props: DisplayProps) {
  const locale = useAppLocale();
  const { value } = props;
  if (!isPlace(value)) return null;
  const text = geo.format(value, {}, locale);
  if (props.isBrief) {
    return (
      <Text component="span" size="sm" truncate>
        {text}
      </Text>
    );
  }
  return (
    <Anchor href={mapOf(value, locale)} target="_blank" rel="noopener noreferrer" size="sm">
      {text}
    </Anchor>
  );
}

const load = () => import('@/components/inputs/geo/PlaceInput');
const view: InputUnit = {
  Input: lazyInput(() => load().then((part) => part.PlaceInput)),
  Display,
  filters: { near: lazyInput(() => load().then((part) => part.Near), 100) },
};
export default view;
