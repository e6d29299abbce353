'use client';
/** A dialog whose script is loaded when it is opened for the first time: most are never opened. */
import type { ModalProps } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

const Dialog = lazy(() => import('./Dialog').then((part) => ({ default: part.Dialog })));

export function LaterModal(props: ModalProps) {
  const [wasOpened, setOpened] = useState(props.opened);
  if (props.opened && !wasOpened) setOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  );
}
