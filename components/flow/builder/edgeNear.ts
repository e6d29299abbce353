/** How far from a connection, in pixels, a step may be dropped to be put into it. */
const REACH = 36;
/** Points looked at along a connection. */
const SAMPLES = 32;

/** Id of the connection of the canvas that lies nearest to a point of the window; undefined when none is within reach. */
export function edgeNear(point: { readonly x: number; readonly y: number }): string | undefined {
  let best: { readonly id: string | undefined; readonly distance: number } = { id: undefined, distance: REACH };
  for (const edge of document.querySelectorAll('.react-flow__edge')) {
    const path = edge.querySelector<SVGPathElement>('.react-flow__edge-path');
    const toWindow = path?.getScreenCTM();
    if (!path || !toWindow) continue;
    const length = path.getTotalLength();
    for (let n = 0; n <= SAMPLES; n += 1) {
      const at = path.getPointAtLength((length * n) / SAMPLES).matrixTransform(toWindow);
      const distance = Math.hypot(at.x - point.x, at.y - point.y);
      if (distance < best.distance) best = { id: edge.getAttribute('data-id') ?? undefined, distance };
    }
  }
  return best.id;
}
