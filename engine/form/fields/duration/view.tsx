'use client';
import { useTranslations } from 'use-intl';
import { TypedInput } from '@/components/inputs/typed';
import type { InputProps, InputUnit } from '@/components/inputs/types';
import { unitOf } from './time';

function Input(props: InputProps) {
  const t = useTranslations('types');
  const placeholder = t(`duration.${unitOf(props.field.options)}`);
  return <TypedInput {...props} look={{ placeholder, isNumeric: true }} />;
}

const view: InputUnit = { Input, isNumeric: true };
export default view;
