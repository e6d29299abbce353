'use client';
import { CloseButton, Group, Input as MantineInput, Rating } from '@mantine/core';
import { IconFlag, IconFlagFilled, IconHeart, IconHeartFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { DisplayProps, InputProps } from '../types';

const SYMBOLS: { readonly [name: string]: { empty: ReactNode; full: ReactNode; color: string } | undefined } = {
  heart: {
    empty: <IconHeart size={20} color="var(--mantine-color-dimmed)" />,
    full: <IconHeartFilled size={20} color="var(--mantine-color-red-6)" />,
    color: 'red',
  },
  flag: {
    empty: <IconFlag size={20} color="var(--mantine-color-dimmed)" />,
    full: <IconFlagFilled size={20} color="var(--mantine-color-orange-6)" />,
    color: 'orange',
  },
};
const maxOf = (options: { readonly max?: unknown }): number => (typeof options.max === 'number' ? options.max : 5);

function look(options: { readonly symbol?: unknown }) {
  const symbol = SYMBOLS[String(options.symbol ?? 'star')];
  return symbol ? { emptySymbol: symbol.empty, fullSymbol: symbol.full } : {};
}

/** Radio buttons underneath: Tab goes in, arrow keys choose. */
export function RatingInput(props: InputProps) {
  const t = useTranslations('types');
  const value = Number(props.value ?? 0) || 0;
  const { options } = props.field;
  return (
    <MantineInput.Wrapper
      label={props.isBare ? undefined : props.label}
      labelElement="div"
      description={props.isBare ? undefined : props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Group gap={6} h={36} wrap="nowrap" onBlur={() => props.onBlur?.()}>
        <Rating
          id={props.id}
          aria-label={props.label}
          count={maxOf(options)}
          value={value}
          onChange={(next) => props.onChange(next === 0 || next === value ? null : String(next))}
          getSymbolLabel={(count) => t('rating.of', { value: count, max: maxOf(options) })}
          {...look(options)}
        />
        {value > 0 && !props.isRequired ? (
          <CloseButton size="sm" aria-label={t('rating.clear')} onClick={() => props.onChange(null)} />
        ) : null}
      </Group>
    </MantineInput.Wrapper>
  );
}

export function RatingShown(props: DisplayProps) {
  const t = useTranslations('types');
  const { options } = props.field;
  const value = Number(props.value) || 0;
  const words = t('rating.of', { value, max: maxOf(options) });
  return (
    <Rating
      readOnly
      size={props.isBrief ? 'xs' : 'sm'}
      count={maxOf(options)}
      value={value}
      role="img"
      aria-label={words}
      title={words}
      {...look(options)}
    />
  );
}
