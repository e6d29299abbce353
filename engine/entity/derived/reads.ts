/** What a derived field is computed from. */
import { compileExpression } from '../../expression/compile';
import type { Computation } from '../../kernel/contract';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { childrenOf } from './children';

export interface Read {
  readonly entity: EntityModel;
  readonly field: FieldModel;
}

/** The fields a computation names itself; [] while it names what is not there. */
export function directReads(model: Model, entity: EntityModel, computation: Computation): readonly Read[] {
  switch (computation.by) {
    case 'expression': {
      const compiled = compileExpression(computation.source, { model, entity });
      return compiled.ok ? compiled.expression.uses.flatMap(({ steps }) => steps) : [];
    }
    case 'path': {
      const relation = entity.field(computation.relation);
      const target = relation?.target === undefined ? undefined : model.entity(relation.target);
      const field = target?.field(computation.field);
      return relation && target && field
        ? [
            { entity, field: relation },
            { entity: target, field },
          ]
        : [];
    }
    case 'children': {
      const children = childrenOf(model, entity, computation.children);
      if (!children) return [];
      const { entity: child, link, lines } = children;
      const field = computation.field === undefined ? undefined : child.field(computation.field);
      const where = computation.where
        ? compileExpression(computation.where, { model, entity: child }, 'boolean')
        : null;
      return [
        lines ? { entity, field: lines } : { entity: child, field: link },
        ...(field ? [{ entity: child, field }] : []),
        ...(where?.ok ? where.expression.uses.flatMap(({ steps }) => steps) : []),
      ];
    }
    case 'number':
      return [];
  }
}

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
