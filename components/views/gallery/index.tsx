'use client';
import type { ViewUnit } from '../contract';
import { GalleryView } from './GalleryView';

export default { Component: GalleryView } satisfies ViewUnit;
