'use client';
import { useTranslations } from 'use-intl';
import { FollowLink, LinkDisplay, TypedInput } from '@/components/inputs/typed';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import url from '.';

/** Only a value the type accepts becomes a link: what was stored before (javascript:…) is shown, never followed. */
const isGood = (value: unknown): value is string => typeof value === 'string' && url.check(value, {}).length === 0;

function Input(props: InputProps) {
  const t = useTranslations('types');
  const right =
    isGood(props.value) && !props.isBare ? (
      <FollowLink href={props.value} icon="link" label={t('url.open')} isOutside />
    ) : undefined;
  const look = { inputMode: 'url', autoComplete: 'url', placeholder: 'https://', right, edit: String } as const;
  return <TypedInput {...props} look={look} />;
}

function Display(props: DisplayProps) {
  return <LinkDisplay {...props} href={isGood(props.value) ? props.value : ''} isOutside />;
}

const view: InputUnit = { Input, Display };
export default view;
