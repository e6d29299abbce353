import { Avatar } from '@mantine/core';

const CJK = /\p{Script=Han}/u;

/** 王小明 → 小明; Alex Reed → AR. What stands in brackets is no part of the name. */
export function initialsOf(name: string): string {
  const plain = name.replace(/[（(].*$/, '').trim();
  if (CJK.test(plain)) return [...plain.replace(/\s/g, '')].slice(-2).join('');
  const words = plain.split(/\s+/).filter(Boolean);
  return words
    .filter((_word, index) => index === 0 || index === words.length - 1)
    .map((word) => [...word][0]!.toUpperCase())
    .join('');
}

/** The round mark of a person; decorative, the name stands beside it or in the control's label. */
export function PersonAvatar(props: { name: string; size?: number }) {
  const size = props.size ?? 22;
  return (
    <Avatar
      component="span"
      size={size}
      radius="xl"
      color="brand"
      variant="light"
      aria-hidden
      styles={{ placeholder: { fontSize: Math.max(9, size * 0.4), fontWeight: 600 } }}
    >
      {initialsOf(props.name)}
    </Avatar>
  );
}
