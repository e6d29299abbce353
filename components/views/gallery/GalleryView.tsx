'use client';
import { Image, UnstyledButton } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { filePath } from '@/components/lib/upload';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { FieldView, RecordView } from '@/engine/kernel/api';
import type { ShownColumn, ViewProps } from '../contract';
import { Facts, factsOf } from '../parts/Facts';
import { More } from '../parts/More';
import { optionField } from '../parts/may';
import { useLines } from '../table/useLines';
import { useColors } from '../useColors';
import { useTop } from '../useTop';
import { cardsBeside, pictureOf } from './pictures';
import classes from './gallery.module.css';

/** Records as cards with a picture; only those on the screen are drawn. */
export function GalleryView(props: ViewProps) {
  const t = useTranslations('boards');
  const image = optionField(props.entity, props.definition.options, 'image');
  if (!image) return <EmptyState icon="photo" title={t('gallery.noField')} text={t('noFieldText')} />;
  return <Gallery {...props} image={image} />;
}

const LEAST_WIDTH = 220;
const GAP = 12;
/** Picture, title and as many facts as a card has room for. */
const HEIGHT = 276;

function Gallery(props: ViewProps & { image: FieldView }) {
  const say = useSay();
  const { entity, image, open } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize();
  const both = useMergedRef(frame, sized);
  useTop(frame);
  const { lines } = useLines({ ...props, definition: { ...props.definition, group: undefined } });
  const rows = lines.flatMap((line) => (line.kind === 'record' ? [line.row] : []));
  const more = lines.find((line) => line.kind === 'more');
  const colorOf = useColors(props);
  const facts = useMemo(() => factsOf(entity, props.columns, [image.name]), [entity, props.columns, image]);
  const beside = cardsBeside(width, LEAST_WIDTH, GAP);
  const count = Math.ceil(rows.length / beside);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized by what the virtualizer returns
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => HEIGHT + GAP,
    overscan: 3,
    initialRect: { width: 1200, height: 720 },
  });
  useEffect(() => virtual.measure(), [virtual, beside]);
  return (
    <div ref={both} className={classes.scroll} role="list" aria-label={say(entity.labelPlural, entity.name)}>
      <div className={classes.sized} style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start, key }) => (
          <div
            key={key}
            role="presentation"
            className={classes.row}
            style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${beside}, minmax(0, 1fr))` }}
          >
            {rows.slice(index * beside, (index + 1) * beside).map((row) => (
              <Card key={row.id} row={row} image={image} facts={facts} color={colorOf(row).row} open={open} />
            ))}
          </div>
        ))}
      </div>
      {more?.kind === 'more' ? <More store={more.store} /> : null}
    </div>
  );
}

function Card(props: {
  row: RecordView;
  image: FieldView;
  facts: readonly ShownColumn[];
  color: string | undefined;
  open: (id: string) => void;
}) {
  const t = useTranslations('boards');
  const { row, image, facts, color } = props;
  const picture = pictureOf(row[image.name]);
  return (
    <article
      role="listitem"
      className={classes.card}
      style={{ height: HEIGHT, ...(color && { '--card-color': color }) } as CSSProperties}
    >
      <div className={classes.picture}>
        {picture ? (
          <Image src={filePath(picture.id)} alt="" loading="lazy" decoding="async" h="100%" fit="cover" />
        ) : (
          <Icon name="photo" size={28} />
        )}
      </div>
      <UnstyledButton className={classes.title} onClick={() => props.open(row.id)}>
        {row.title || t('untitled')}
      </UnstyledButton>
      <Facts columns={facts} row={row} most={4} />
    </article>
  );
}
