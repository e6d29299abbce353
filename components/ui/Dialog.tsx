'use client';
/** By itself, so that LaterModal loads this one part of Mantine. */
export { Modal as Dialog } from '@mantine/core';
