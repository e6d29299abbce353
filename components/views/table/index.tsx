'use client';
import type { ViewUnit } from '../contract';
import { TableView } from './TableView';

export default { Component: TableView } satisfies ViewUnit;
