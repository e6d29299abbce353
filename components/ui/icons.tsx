import { IconFileText } from '@tabler/icons-react';
import { FIELD_ICONS } from './fieldIcons';
import { ICONS as COMMON } from './iconTable';

const ICONS: typeof COMMON = { ...COMMON, ...FIELD_ICONS };

/** The icon of that name, or `fallback`; decorative, so hidden from screen readers. */
export function Icon(props: { name?: string | undefined; fallback?: string; size?: number; color?: string }) {
  const Drawn = ICONS[props.name ?? ''] ?? ICONS[props.fallback ?? ''] ?? IconFileText;
  return <Drawn size={props.size ?? 16} stroke={1.6} color={props.color ?? 'currentColor'} aria-hidden />;
}
