'use client';
import { useEffect, useState } from 'react';

/** A QR code, dark on white with a quiet zone around, in the dark scheme too. The text itself is what is read out. */
export function QrCode({ text, size = 128 }: { readonly text: string; readonly size?: number }) {
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    let isOver = false;
    // Only who looks at such a code loads the encoder (13 KB).
    void import('uqr').then(({ encode }) => {
      if (!isOver) setRows(encode(text, { border: 3 }).data);
    });
    return () => {
      isOver = true;
    };
  }, [text]);
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const side = Math.max(rows.length, 1);
  return (
    <svg
      role="img"
      aria-label={text}
      viewBox={`0 0 ${side} ${side}`}
      style={{ width: size, height: size, background: 'white', borderRadius: 4, flex: 'none' }}
    >
      <path d={path.join('')} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}
