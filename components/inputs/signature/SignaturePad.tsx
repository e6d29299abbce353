import { useRef } from 'react';
import { strokePath, type Ink, type Point } from '@/engine/form/fields/signature/ink';

/** A field to draw on by finger, pen or mouse. The strokes are paths of an SVG: sharp on every screen, small to keep. */
export function SignaturePad(props: { ink: Ink; onChange: (ink: Ink) => void; label: string }) {
  const drawing = useRef<Point[] | null>(null);
  const pointOf = (event: React.PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  return (
    <svg
      role="img"
      aria-label={props.label}
      style={{
        width: '100%',
        height: 200,
        display: 'block',
        background: 'white',
        border: '1px dashed var(--mantine-color-gray-5)',
        borderRadius: 8,
        touchAction: 'none',
        cursor: 'crosshair',
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drawing.current = [pointOf(event)];
        props.onChange([...props.ink, [pointOf(event)]]);
      }}
      onPointerMove={(event) => {
        if (!drawing.current) return;
        drawing.current.push(pointOf(event));
        props.onChange([...props.ink.slice(0, -1), [...drawing.current]]);
      }}
      onPointerUp={() => (drawing.current = null)}
      onPointerCancel={() => (drawing.current = null)}
    >
      <line x1="5%" x2="95%" y1="78%" y2="78%" stroke="#ced4da" />
      {props.ink.map((stroke, i) => (
        <path
          key={i}
          d={strokePath(stroke)}
          fill="none"
          stroke="#10204a"
          strokeWidth={2.4}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
