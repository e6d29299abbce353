/** What a derived field is computed from. */
import { compileExpression } from '../../expression/compile';
import type { Computation } from '../../kernel/contract';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { childrenOf } from './children';

export interface Read {
  readonly entity: EntityModel;
  readonly field: FieldModel;
}

type Of<B extends Computation['by']> = Extract<Computation, { by: B }>;
const READS: {
  readonly [B in Computation['by']]: (computation: Of<B>, entity: EntityModel, model: Model) => readonly Read[];
} = {
  expression: ({ source }, entity, model) => usesOf(source, entity, model),
  path({ relation: name, field: of }, entity, model) {
    const relation = entity.field(name);
    const target = relation?.target === undefined ? undefined : model.entity(relation.target);
    const field = target?.field(of);
    if (!relation || !target || !field) return [];
    return [
      { entity, field: relation },
      { entity: target, field },
    ];
  },
  children({ children: text, field: name, where }, entity, model) {
    const children = childrenOf(model, entity, text);
    if (!children) return [];
    const { entity: child, link, lines } = children;
    const field = name === undefined ? undefined : child.field(name);
    return [
      lines ? { entity, field: lines } : { entity: child, field: link },
      ...(field ? [{ entity: child, field }] : []),
      ...(where ? usesOf(where, child, model) : []),
    ];
  },
  number: () => [],
};

function usesOf(source: string, entity: EntityModel, model: Model): readonly Read[] {
  const compiled = compileExpression(source, { model, entity });
  return compiled.ok ? compiled.expression.uses.flatMap(({ steps }) => steps) : [];
}

/** The fields a computation names itself; [] while it names what is not there. */
export const directReads = (model: Model, entity: EntityModel, computation: Computation): readonly Read[] =>
  (READS[computation.by] as (computation: Computation, entity: EntityModel, model: Model) => readonly Read[])(
    computation,
    entity,
    model,
  );

/** Directly or through other derived fields. */
export function readsOf(model: Model, entity: EntityModel, computation: Computation): readonly Read[] {
  const seen = new Map<string, Read>();
  const visit = (reads: readonly Read[]): void => {
    for (const read of reads) {
      const key = `${read.entity.id} ${read.field.id}`;
      if (seen.has(key)) continue;
      seen.set(key, read);
      if (read.field.derived) visit(directReads(model, read.entity, read.field.derived.computation));
    }
  };
  visit(directReads(model, entity, computation));
  return [...seen.values()];
}
