import type { Place } from '@/engine/workflow/edit/edit';

/** Size of a step on the canvas, in the flow's own units. */
export const STEP = { width: 168, height: 46 } as const;
/** Below this a step's label (13 px) cannot be read. */
const LEGIBLE = 0.75;
const MARGIN = 36;

/** How the canvas looks at the flow: the flow's origin in pixels of the canvas, and pixels per unit. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

/** The view in which the middle of the flow's box (in flow units) lies in the middle of the canvas. */
const centred = (middle: Place, { width, height }: Size, zoom: number): View => ({
  x: width / 2 - middle.x * zoom,
  y: height / 2 - middle.y * zoom,
  zoom,
});

/**
 * The whole flow when its labels can be read so; else its beginning, or the surroundings of `focus`, at a size that can be
 * read. Nothing is ever made larger than drawn.
 */
export function legibleView(steps: readonly Place[], canvas: Size, focus?: Place): View {
  const xs = steps.map((step) => step.x);
  const ys = steps.map((step) => step.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [right, bottom] = [Math.max(...xs) + STEP.width, Math.max(...ys) + STEP.height];
  if (steps.length === 0) return { x: MARGIN, y: canvas.height / 2, zoom: 1 };
  const fits = Math.min(1, (canvas.width - 2 * MARGIN) / (right - left), (canvas.height - 2 * MARGIN) / (bottom - top));
  if (fits >= LEGIBLE) return centred({ x: (left + right) / 2, y: (top + bottom) / 2 }, canvas, fits);
  if (focus) return centred({ x: focus.x + STEP.width / 2, y: focus.y + STEP.height / 2 }, canvas, LEGIBLE);
  const first = steps.find((step) => step.x === left) ?? { x: left, y: top };
  const view = centred({ x: 0, y: first.y + STEP.height / 2 }, canvas, LEGIBLE);
  return { ...view, x: MARGIN - left * LEGIBLE };
}
