'use client';
import { useTranslations } from 'use-intl';
import { FollowLink, LinkDisplay, TypedInput } from '@/components/inputs/typed';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import { isPhone } from './number';

/** RFC 3966; `;ext=` is part of it. */
const hrefOf = (value: unknown): string => (isPhone(value) ? `tel:${value}` : '');

function Input(props: InputProps) {
  const t = useTranslations('types');
  const right =
    isPhone(props.value) && !props.isBare ? (
      <FollowLink href={hrefOf(props.value)} icon="phone" label={t('phone.call')} />
    ) : undefined;
  return <TypedInput {...props} look={{ inputMode: 'tel', autoComplete: 'tel', right }} />;
}

function Display(props: DisplayProps) {
  return <LinkDisplay {...props} href={hrefOf(props.value)} />;
}

const view: InputUnit = { Input, Display };
export default view;
