/** A little line without axes: how a number got where it is. Gaps stay gaps. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  const present = values.filter((value) => value !== null);
  if (present.length < 2) return null;
  const [least, most] = [Math.min(...present), Math.max(...present)];
  const [width, height, pad] = [100, 28, 2];
  const x = (index: number): number => pad + (index * (width - 2 * pad)) / (values.length - 1);
  const y = (value: number): number =>
    most === least ? height / 2 : height - pad - ((value - least) * (height - 2 * pad)) / (most - least);
  const path = values
    .map((value, index) => {
      if (value === null) return '';
      const isStart = index === 0 || values[index - 1] === null;
      return `${isStart ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" width="100%" height={height} aria-hidden>
      <path
        d={path}
        fill="none"
        stroke="var(--mantine-primary-color-filled)"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
      />
    </svg>
  );
}
