'use client';
import { DecimalInput } from '../number/DecimalInput';
import type { InputUnit } from '../types';

export const money: InputUnit = { Input: DecimalInput, isNumeric: true };
