/** The box at the pointer. Built of DOM nodes: names of groups are data and never become markup. */

interface Pointed {
  readonly seriesName?: string;
  readonly name?: string;
  readonly color?: unknown;
  readonly percent?: number;
  readonly data?: unknown;
}
const textOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'text' in data ? String(data.text) : '–';

function line(color: unknown, name: string, value: string): HTMLElement {
  const row = document.createElement('div');
  row.style.cssText = 'display:flex;align-items:center;gap:8px;line-height:1.6';
  const dot = document.createElement('span');
  dot.style.cssText = 'width:8px;height:8px;border-radius:50%;flex:none';
  if (typeof color === 'string') dot.style.background = color;
  const label = document.createElement('span');
  label.style.flex = '1';
  label.textContent = name;
  const number = document.createElement('strong');
  number.style.cssText = 'font-weight:600;font-variant-numeric:tabular-nums;margin-left:16px';
  number.textContent = value;
  row.append(dot, label, number);
  return row;
}

/** What ECharts calls with one mark (a slice) or all marks at a place of the axis. */
export function tooltipOf(pointed: Pointed | readonly Pointed[]): HTMLElement {
  const marks = (Array.isArray(pointed) ? pointed : [pointed]) as readonly Pointed[];
  const box = document.createElement('div');
  const head = document.createElement('div');
  head.style.cssText = 'font-weight:600;margin-bottom:2px';
  head.textContent = marks[0]?.name ?? '';
  const rows = marks
    .filter((mark) => mark.data !== null && mark.data !== undefined)
    .map((mark) => {
      const share = mark.percent === undefined ? '' : ` · ${mark.percent}%`;
      return line(mark.color, mark.seriesName ?? '', `${textOf(mark.data)}${share}`);
    });
  box.append(head, ...rows);
  return box;
}
