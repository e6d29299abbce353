'use client';
import { ActionIcon, Group, NumberInput, Stack, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useAppLocale } from '@/components/ui/say';
import geo, { isPlace } from '@/engine/form/fields/geo';
import { placeOf, type Place } from '@/engine/form/fields/geo/place';
import { isObject, type Json } from '@/engine/kernel/json';
import { TypedInput } from '../typed';
import type { InputProps } from '../types';
import { wrapperProps } from '../wrapper';
import { mapOf } from './map';

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

export function PlaceInput(props: InputProps) {
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

/** "Within 5 km of here": the middle and how far. */
export function Near(props: InputProps) {
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
      <PlaceInput
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
