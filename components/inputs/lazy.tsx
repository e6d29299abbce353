'use client';
/** Inputs that are loaded when they are first shown: a form without them does not pay for them. */
import { Input as MantineInput, Skeleton } from '@mantine/core';
import { Suspense, lazy, type ComponentType } from 'react';
import type { DisplayProps, InputProps } from './types';

/** @param height of what takes the input's place while it is loaded, in pixels, so that nothing jumps */
export function lazyInput(load: () => Promise<ComponentType<InputProps>>, height = 36): ComponentType<InputProps> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function LazyInput(props: InputProps) {
    return (
      <Suspense
        fallback={
          <MantineInput.Wrapper label={props.isBare ? undefined : props.label} description={props.description}>
            <Skeleton height={height} />
          </MantineInput.Wrapper>
        }
      >
        <Loaded {...props} />
      </Suspense>
    );
  };
}

export function lazyDisplay(
  load: () => Promise<ComponentType<DisplayProps>>,
  height = 20,
): ComponentType<DisplayProps> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function LazyDisplay(props: DisplayProps) {
    return (
      <Suspense fallback={<Skeleton height={height} />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
