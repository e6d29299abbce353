'use client';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { loadLand } from './land';
import { scaleOf, type Look, type Size } from './projection';

const INK = {
  light: { sea: '#eaf0f4', land: '#fbfaf7', line: '#cfd6dc' },
  dark: { sea: '#171b21', land: '#262b32', line: '#3a424c' },
} as const;

/** The land below the points. */
export function MapCanvas({ look, size }: { look: Look; size: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('light');
  const [land, setLand] = useState<Path2D | null>(null);
  useEffect(() => {
    let isGone = false;
    void loadLand().then((path) => isGone || setLand(path));
    return () => {
      isGone = true;
    };
  }, []);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const dots = window.devicePixelRatio || 1;
    context.canvas.width = size.width * dots;
    context.canvas.height = size.height * dots;
    const ink = INK[scheme];
    context.fillStyle = ink.sea;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    if (!land) return;
    const scale = scaleOf(look) * dots;
    const x = (size.width / 2) * dots - look.middle.x * scale;
    const y = (size.height / 2) * dots - look.middle.y * scale;
    context.setTransform(scale, 0, 0, scale, x, y);
    context.fillStyle = ink.land;
    context.strokeStyle = ink.line;
    context.lineWidth = dots / scale;
    context.fill(land);
    context.stroke(land);
  }, [look, size, scheme, land]);
  return <canvas ref={canvas} style={{ width: size.width, height: size.height }} aria-hidden />;
}
