'use client';
import type { ViewUnit } from '../contract';
import { CalendarView } from './CalendarView';

export default { Component: CalendarView } satisfies ViewUnit;
