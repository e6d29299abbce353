'use client';
import type { ViewProps } from '../contract';

export function TableView(_props: ViewProps) {
  return null;
}
