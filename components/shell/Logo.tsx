/** The mark of Trellis: a lattice. */
export function Logo(props: { size?: number }) {
  const size = props.size ?? 20;
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden>
      <rect width="20" height="20" rx="5" fill="var(--mantine-primary-color-filled)" />
      <path
        d="M6.5 4v12M13.5 4v12M4 7h12M4 13h12"
        stroke="#fff"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeOpacity="0.95"
      />
    </svg>
  );
}
