'use client';
import { ActionIcon, Anchor, Group, NumberInput, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TypedInput } from '@/components/inputs/typed';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import { wrapperProps } from '@/components/inputs/wrapper';
import { Icon } from '@/components/ui/icons';
import { useAppLocale } from '@/components/ui/say';
import { isObject, type Json } from '@/engine/kernel/json';
import type { Locale } from '@/engine/kernel/text';
import geo, { isPlace } from '.';
import { placeOf, type Place } from './place';

/** A map people at hand use; both take WGS-84 (Amap shifts it to the Chinese datum itself when told so). */
const mapOf = ({ lat, lng }: Place, locale: Locale): string =>
  locale === 'en'
    ? `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=16/${lat}/${lng}`
    : `https://uri.amap.com/marker?position=${lng},${lat}&coordinate=wgs84`;

/** Asks the device; the person is asked by the browser first. */
function useHere(onFound: (place: Place) => void) {
  const [state, setState] = useState<'idle' | 'busy' | 'denied' | 'failed'>('idle');
  const find = () => {
    if (!navigator.geolocation) return setState('failed');
    setState('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        onFound(placeOf(coords.latitude, coords.longitude, coords.accuracy));
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    );
  };
  return { state, find };
}

/** The two buttons at the right: on a map, and here. */
function Buttons(props: { place: Place | null; isBare: boolean; isBusy: boolean; onFind: () => void }) {
  const t = useTranslations('types.geo');
  const locale = useAppLocale();
  return (
    <Group gap={2} wrap="nowrap">
      {props.place && !props.isBare ? (
        <Tooltip label={t('map')}>
          <ActionIcon
            component="a"
            href={mapOf(props.place, locale)}
            target="_blank"
            rel="noopener noreferrer"
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('map')}
          >
            <Icon name="map" />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <Tooltip label={t('here')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          loading={props.isBusy}
          aria-label={t('here')}
          onClick={props.onFind}
        >
          <Icon name="current-location" />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function Input(props: InputProps) {
  const t = useTranslations('types.geo');
  const locale = useAppLocale();
  const { state, find } = useHere((place) => props.onChange(place as unknown as Json));
  const place = isPlace(props.value) ? props.value : null;
  const isBare = props.isBare === true;
  const right = <Buttons place={place} isBare={isBare} isBusy={state === 'busy'} onFind={find} />;
  const rightWidth = place && !isBare ? 60 : 34;
  const error = props.error ?? (state === 'denied' || state === 'failed' ? t(state) : undefined);
  if (props.field.options.deviceOnly === true) {
    return (
      <TextInput
        {...wrapperProps(props)}
        error={error}
        readOnly
        placeholder={isBare ? undefined : t('deviceOnly')}
        value={place ? geo.format(place, {}, locale) : ''}
        rightSection={right}
        rightSectionWidth={rightWidth}
      />
    );
  }
  // What cannot be read stays as typed, so that the error names what stands there.
  const edit = (value: Json): string => (isPlace(value) ? geo.format(value, {}, locale) : String(value));
  return (
    <TypedInput
      {...props}
      error={error}
      description={props.description ?? (isBare ? undefined : t('datum'))}
      look={{ placeholder: '36.0671, 120.3826', right, rightWidth, edit }}
    />
  );
}

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

/** "Within 5 km of here": the middle and how far. */
function Near(props: InputProps) {
  const t = useTranslations('types');
  const given = isObject(props.value) ? props.value : {};
  const middle = isPlace({ lat: given.lat, lng: given.lng }) ? { lat: given.lat, lng: given.lng } : null;
  const [place, setPlace] = useState<Json>((middle as Json) ?? null);
  const [km, setKm] = useState<number | string>(typeof given.km === 'number' ? given.km : 5);
  const give = (next: Json, far: number | string) => {
    const isReady = isPlace(next) && typeof far === 'number' && far > 0;
    props.onChange(isReady ? { lat: next.lat, lng: next.lng, km: far } : null);
  };
  return (
    <Stack gap="xs">
      <Input
        {...props}
        label={t('geo.around')}
        value={place}
        onChange={(next) => {
          setPlace(next);
          give(next, km);
        }}
      />
      <NumberInput
        label={t('geo.km')}
        min={0.01}
        max={20_000}
        decimalScale={2}
        value={km}
        onChange={(next) => {
          setKm(next);
          give(place, next);
        }}
      />
    </Stack>
  );
}

const view: InputUnit = { Input, Display, filters: { near: Near } };
export default view;
