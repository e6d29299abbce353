'use client';
import type { ViewUnit } from '../contract';
import { TreeView } from './TreeView';

export default { Component: TreeView } satisfies ViewUnit;
