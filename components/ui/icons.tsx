import { IconFileText } from '@tabler/icons-react';
import { ICONS } from './iconTable';

/** The icon of that name, or `fallback`; decorative, so hidden from screen readers. */
export function Icon(props: { name?: string | undefined; fallback?: string; size?: number; color?: string }) {
  const Drawn = ICONS[props.name ?? ''] ?? ICONS[props.fallback ?? ''] ?? IconFileText;
  return <Drawn size={props.size ?? 16} stroke={1.6} color={props.color ?? 'currentColor'} aria-hidden />;
}
