'use client';
import type { ViewUnit } from '../contract';
import { BoardView } from './BoardView';

export default { Component: BoardView } satisfies ViewUnit;
