'use client';
import { ActionIcon, Text, UnstyledButton } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { ViewProps } from '../contract';
import { Facts, factsOf } from '../parts/Facts';
import { optionField } from '../parts/may';
import { useTop } from '../useTop';
import { MapCanvas } from './MapCanvas';
import { clusters, fit, isWithin, MOST_ZOOM, onScreen, scaleBar, zoomed, type Cluster } from './projection';
import { middleOf, useLook } from './useLook';
import { usePlaces, type Placed } from './usePlaces';
import classes from './map.module.css';

/** Records where they are. Those that would cover each other stand together; the list beside holds what is in sight. */
export function MapView(props: ViewProps) {
  const t = useTranslations('boards');
  const place = optionField(props.entity, props.definition.options, 'place');
  if (!place) return <EmptyState icon="map-pin" title={t('map.noField')} text={t('noFieldText')} />;
  return <PlacesMap {...props} place={place} />;
}

/** Pixels within which points stand together. */
const CELL = 56;
const LISTED = 60;

function PlacesMap(props: ViewProps & { place: FieldView }) {
  const t = useTranslations('boards.map');
  const say = useSay();
  const { entity, place } = props;
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const { ref: sized, width, height } = useElementSize<HTMLDivElement>();
  const size = useMemo(() => ({ width, height }), [width, height]);
  const both = useMergedRef(map, sized);
  useTop(frame);
  const { list, placed, total, without } = usePlaces(props, place);
  const points = useMemo(() => placed.map(({ point }) => point), [placed]);
  const { look, change, hand, all } = useLook(props, list.data ? points : undefined, size);
  const [chosen, setChosen] = useState<readonly Placed[] | null>(null);
  const groups = useMemo(() => clusters(placed, look, size, CELL), [placed, look, size]);
  const inSight = useMemo(
    () => placed.filter(({ point }) => isWithin(size, onScreen(look, size, point))),
    [placed, look, size],
  );
  useEffect(() => {
    const element = map.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const box = element!.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      change((present) => zoomed(present, size, -event.deltaY / 300, at));
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [change, size]);
  const enter = ({ items }: Cluster<Placed>) => {
    if (items.length === 1) return props.open(items[0]!.row.id);
    const near = fit(
      items.map(({ point }) => point),
      size,
    );
    // They lie at one place: zooming parts them no more.
    if (look.zoom >= MOST_ZOOM || near.zoom <= look.zoom + 0.2) return setChosen(items);
    return change(() => near);
  };
  return (
    <div ref={frame} className={classes.frame}>
      <div
        ref={both}
        className={classes.map}
        role="application"
        tabIndex={0}
        aria-label={t('label', { label: say(entity.labelPlural, entity.name), count: inSight.length })}
        {...hand}
      >
        {width > 0 ? <MapCanvas look={look} size={size} /> : null}
        {groups.map((group) => (
          <Pin
            key={group.items[0]!.row.id}
            group={group}
            at={onScreen(look, size, group.at)}
            isOpen={group.items.some(({ row }) => row.id === props.openId)}
            onEnter={() => enter(group)}
          />
        ))}
        <div className={classes.tools}>
          <ActionIcon
            variant="default"
            aria-label={t('in')}
            onClick={() => change((one) => zoomed(one, size, 1, middleOf(size)))}
          >
            <Icon name="plus" />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t('out')}
            onClick={() => change((one) => zoomed(one, size, -1, middleOf(size)))}
          >
            <Icon name="minus" />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t('all')} onClick={all}>
            <Icon name="focus" fallback="map-pin" />
          </ActionIcon>
        </div>
        {width > 0 ? <ScaleBar {...scaleBar(look, 110)} /> : null}
      </div>
      <Beside {...props} shown={chosen ?? inSight} isChosen={chosen !== null} onAll={() => setChosen(null)}>
        <ProblemList error={list.error} />
        {list.data && placed.length === 0 ? (
          <Text size="sm">{t('none', { field: say(place.label, place.name) })}</Text>
        ) : null}
        {total > placed.length ? (
          <Text size="xs" c="dimmed">
            {t('cut', { shown: placed.length, total })}
          </Text>
        ) : null}
        {without > 0 ? (
          <Text size="xs" c="dimmed">
            {t('without', { count: without })}
          </Text>
        ) : null}
      </Beside>
    </div>
  );
}

function Pin(props: { group: Cluster<Placed>; at: { x: number; y: number }; isOpen: boolean; onEnter: () => void }) {
  const t = useTranslations('boards');
  const { items } = props.group;
  const title = items[0]!.row.title || t('untitled');
  const isOne = items.length === 1;
  return (
    <UnstyledButton
      className={isOne ? classes.pin : classes.cluster}
      data-open={props.isOpen || undefined}
      style={{ left: props.at.x, top: props.at.y }}
      title={isOne ? title : undefined}
      aria-label={isOne ? title : t('map.cluster', { count: items.length })}
      onClick={props.onEnter}
    >
      {isOne ? <Icon name="map-pin" size={22} /> : items.length}
    </UnstyledButton>
  );
}

function ScaleBar({ metres, pixels }: { metres: number; pixels: number }) {
  const format = useFormatter();
  const isFar = metres >= 1000;
  const words = format.number(isFar ? metres / 1000 : metres, { style: 'unit', unit: isFar ? 'kilometer' : 'meter' });
  return (
    <div className={classes.scale} style={{ width: pixels }} aria-hidden>
      {words}
    </div>
  );
}

function Beside(
  props: ViewProps & { shown: readonly Placed[]; isChosen: boolean; onAll: () => void; children: React.ReactNode },
) {
  const t = useTranslations('boards');
  const { entity, columns, place } = { ...props, place: props.definition.options?.place };
  const facts = useMemo(() => factsOf(entity, columns, [String(place)]), [entity, columns, place]);
  return (
    <aside className={classes.beside} aria-label={t('map.inSight', { count: props.shown.length })}>
      <Text size="sm" fw={600}>
        {t(props.isChosen ? 'map.here' : 'map.inSight', { count: props.shown.length })}
        {props.isChosen ? (
          <UnstyledButton className={classes.back} onClick={props.onAll}>
            {t('map.showAll')}
          </UnstyledButton>
        ) : null}
      </Text>
      {props.children}
      <div role="list" className={classes.list}>
        {props.shown.slice(0, LISTED).map(({ row }) => (
          <article
            key={row.id}
            role="listitem"
            className={classes.item}
            data-open={row.id === props.openId || undefined}
          >
            <UnstyledButton className={classes.title} onClick={() => props.open(row.id)}>
              {row.title || t('untitled')}
            </UnstyledButton>
            <Facts columns={facts} row={row} most={3} />
          </article>
        ))}
        {props.shown.length > LISTED ? (
          <Text size="xs" c="dimmed">
            {t('map.more', { count: props.shown.length - LISTED })}
          </Text>
        ) : null}
      </div>
    </aside>
  );
}
