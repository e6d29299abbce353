'use client';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { Icon } from '@/components/ui/icons';
import classes from './canvas.module.css';

/** What the canvas draws of a node; words are already in the reader's language. */
export type StepNode = Node<
  {
    readonly label: string;
    readonly kind: string;
    readonly icon: string;
    readonly hasEntry: boolean;
    readonly exits: readonly { readonly name: string; readonly label: string }[];
    readonly hasProblem: boolean;
  },
  'step'
>;

/** A box with its icon; one way in at the left, a way out for each exit at the right. */
export const FlowNodeView = memo(function FlowNodeView({ data, selected }: NodeProps<StepNode>) {
  const { exits } = data;
  return (
    <div className={classes.node} data-selected={selected || undefined} data-problem={data.hasProblem || undefined}>
      {data.hasEntry && <Handle type="target" position={Position.Left} className={classes.handle} />}
      <span className={classes.nodeIcon}>
        <Icon name={data.icon} size={16} />
      </span>
      <span className={classes.nodeText}>
        <span className={classes.nodeLabel}>{data.label || data.kind}</span>
        {data.label !== data.kind && <span className={classes.nodeKind}>{data.kind}</span>}
      </span>
      {exits.map((exit, index) => (
        <Handle
          key={exit.name}
          id={exit.name}
          type="source"
          position={Position.Right}
          className={classes.handle}
          style={{ top: `${((index + 1) / (exits.length + 1)) * 100}%` }}
          title={exit.label}
        />
      ))}
    </div>
  );
});
