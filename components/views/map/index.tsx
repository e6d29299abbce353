'use client';
import type { ViewUnit } from '../contract';
import { MapView } from './MapView';

export default { Component: MapView } satisfies ViewUnit;
