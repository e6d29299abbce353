import { compileExpression } from '../expression/compile';
import type { FlowNames } from '../kernel/contract';
import type { EntityModel, FieldModel, Model } from '../kernel/model';

/** What a flow over `entity` may refer to. */
export function flowNames(model: Model, entity: EntityModel, roles: ReadonlySet<string>): FlowNames {
  return {
    roles,
    // Declared fields only: the system's own are not a flow's to set.
    fields: new Set(
      [...entity.fields]
        .filter((field) => !field.system)
        .flatMap((field) => [field.name, field.id, ...(field.use?.aliases ?? [])]),
    ),
    checkExpression(source, expects) {
      const compiled = compileExpression(source, { model, entity }, expects);
      return compiled.ok ? [] : compiled.problems;
    },
    resolve(path) {
      let at: EntityModel | undefined = entity;
      const steps = path.split('.');
      for (const [index, step] of steps.entries()) {
        const field: FieldModel | undefined = at?.field(step);
        if (!field) return undefined;
        if (index === steps.length - 1) {
          return { kind: field.kind, target: field.target, isDerived: field.derived !== undefined };
        }
        at = field.kind === 'record' && field.target ? model.entity(field.target) : undefined;
      }
      return undefined;
    },
  };
}
