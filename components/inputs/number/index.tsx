'use client';
import { DecimalInput } from './DecimalInput';
import type { InputUnit } from '../types';

export const number: InputUnit = { Input: DecimalInput, isNumeric: true };
