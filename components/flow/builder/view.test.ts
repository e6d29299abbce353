import { describe, expect, it } from 'vitest';
import { legibleView } from './view';

const row = (count: number) => Array.from({ length: count }, (_, n) => ({ x: n * 240, y: 0 }));
const canvas = { width: 870, height: 700 };

describe('the view of a flow', () => {
  it('shows a small flow whole, no larger than drawn, in the middle', () => {
    const view = legibleView(row(3), canvas);
    expect(view.zoom).toBe(1);
    expect(view.x).toBe((870 - 648) / 2);
  });
  it('makes a flow smaller while its labels can be read', () => {
    const view = legibleView(row(4), canvas);
    expect(view.zoom).toBeCloseTo(798 / 888);
  });
  it('begins a wide flow at its first step instead of making it too small', () => {
    const view = legibleView(row(9), canvas);
    expect(view).toMatchObject({ zoom: 0.75, x: 36 });
  });
  it('goes to the step one works on when the flow is wide', () => {
    const view = legibleView(row(9), canvas, { x: 1920, y: 0 });
    expect(view.x + (1920 + 84) * view.zoom).toBeCloseTo(435);
  });
  it('has a view for a flow without steps', () => expect(legibleView([], canvas).zoom).toBe(1));
});
