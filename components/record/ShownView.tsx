'use client';
import { lazy, Suspense, type ComponentType } from 'react';
import { RowsSkeleton } from '@/components/ui/Skeletons';
import type { ViewProps } from '@/components/views/contract';
import table from '@/components/views/table';
import { viewUnits } from '@/components/views/units.generated';
import { viewTypeOf } from '@/components/views/ViewTypes';
import { RecordCards } from './RecordCards';

/** Cards instead of any other view, where there is room for one column. */
const PHONE = 'phone';
/**
 * Part of the page itself, so that the first rows stand in the HTML and are drawn with it. What lies in a Suspense boundary
 * is sent behind its skeleton, however soon it is ready, and React shows it some hundred milliseconds later.
 */
const AT_HAND: { readonly [type: string]: ComponentType<ViewProps> } = { table: table.Component, [PHONE]: RecordCards };
const LOADED: { readonly [type: string]: ComponentType<ViewProps> } = Object.fromEntries(
  Object.entries(viewUnits).map(([type, load]) => [
    type,
    lazy(async () => ({ default: (await load()).default.Component })),
  ]),
);

const shownType = (type: string, isPhone: boolean): string =>
  isPhone && viewTypeOf(type)?.hasPhone !== true ? PHONE : type;

/** The records as the view's type draws them. */
export function ShownView({ isPhone, ...props }: ViewProps & { readonly isPhone: boolean }) {
  const type = shownType(props.definition.type, isPhone);
  const Loaded = AT_HAND[type] ? undefined : LOADED[type];
  // A type that is not installed (any more) is shown as a table.
  const View = AT_HAND[type] ?? table.Component;
  if (!Loaded) return <View {...props} />;
  return (
    <Suspense fallback={<RowsSkeleton />}>
      <Loaded {...props} />
    </Suspense>
  );
}
