'use client';
import { useTranslations } from 'use-intl';
import type { FlowView } from '@/engine/kernel/api';
import { useSay } from '@/components/ui/say';
import classes from './flow.module.css';

const WIDTH = 168;
const HEIGHT = 46;
const MARGIN = 12;
/** At least this large, so that the labels can be read. */
const SCALE = 0.75;
type Node = FlowView['nodes'][number];

/** Leaves at the right side, arrives at the left; an edge that leads back bows below. */
function curve(from: Node, to: Node): string {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  if (x2 > x1) {
    const bend = Math.max(24, (x2 - x1) / 2);
    return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
  }
  const below = Math.max(y1, y2) + HEIGHT * 1.4;
  return `M${x1},${y1} C${x1 + 60},${below} ${x2 - 60},${below} ${x2},${y2}`;
}

/** The graph of a running or finished flow: what is done, where it stands, what lies ahead. Drawn as plain SVG: no canvas library on record pages. */
export function FlowPicture({ flow }: { flow: FlowView }) {
  const t = useTranslations('flow.panel');
  const say = useSay();
  if (flow.nodes.length === 0) return null;
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const left = Math.min(...flow.nodes.map((node) => node.x)) - MARGIN;
  const top = Math.min(...flow.nodes.map((node) => node.y)) - MARGIN;
  const right = Math.max(...flow.nodes.map((node) => node.x + WIDTH)) + MARGIN;
  const bottom = Math.max(...flow.nodes.map((node) => node.y + HEIGHT)) + MARGIN;
  const marker = `arrow-${flow.instance}`;
  const present = flow.nodes.find((node) => node.state === 'active');
  /** A long way is wider than its place: the present step is what is seen first. */
  const showPresent = (box: HTMLDivElement | null) => {
    if (!box || !present) return;
    const middle = ((present.x + WIDTH / 2 - left) / (right - left)) * box.scrollWidth;
    box.scrollLeft = middle - box.clientWidth / 2;
  };

  return (
    <div
      ref={showPresent}
      className={classes.scroll}
      tabIndex={0}
      role="group"
      aria-label={t('picture', { flow: say(flow.label) })}
    >
      <svg
        viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
        className={classes.picture}
        style={{ minWidth: (right - left) * SCALE }}
      >
        <defs>
          <marker id={marker} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0,0 L8,4 L0,8 z" className={classes.arrow} />
          </marker>
        </defs>
        {flow.edges.map((edge) => {
          const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
          if (!from || !to) return null;
          return (
            <path
              key={`${edge.from}.${edge.exit}`}
              d={curve(from, to)}
              className={classes.edge}
              data-taken={edge.taken || undefined}
              markerEnd={`url(#${marker})`}
            />
          );
        })}
        {flow.nodes.map((node) => (
          <g key={node.id} data-state={node.state} className={classes.node}>
            <rect x={node.x} y={node.y} width={WIDTH} height={HEIGHT} rx={8} />
            <foreignObject x={node.x} y={node.y} width={WIDTH} height={HEIGHT}>
              <div className={classes.label} aria-current={node.state === 'active' ? 'step' : undefined}>
                <span>{say(node.label)}</span>
                <span className={classes.hidden}> ({t(`state.${node.state}`)})</span>
              </div>
            </foreignObject>
          </g>
        ))}
      </svg>
    </div>
  );
}
