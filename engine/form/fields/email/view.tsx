'use client';
import { useTranslations } from 'use-intl';
import { FollowLink, LinkDisplay, TypedInput } from '@/components/inputs/typed';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import email from '.';

const isGood = (value: unknown): value is string => typeof value === 'string' && email.check(value, {}).length === 0;
// Characters that would begin another part of the link (a subject, a copy) are said to be characters.
const hrefOf = (value: string): string => `mailto:${encodeURIComponent(value).replaceAll('%40', '@')}`;

function Input(props: InputProps) {
  const t = useTranslations('types');
  const right =
    isGood(props.value) && !props.isBare ? (
      <FollowLink href={hrefOf(props.value)} icon="mail" label={t('email.write')} />
    ) : undefined;
  return <TypedInput {...props} look={{ inputMode: 'email', autoComplete: 'email', right }} />;
}

function Display(props: DisplayProps) {
  return <LinkDisplay {...props} href={isGood(props.value) ? hrefOf(props.value) : ''} />;
}

const view: InputUnit = { Input, Display };
export default view;
