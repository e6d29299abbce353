/** Fields that the print layout of a form names and that are not there. */
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { readOmitted } from './print';
import { ownField } from './record';

/** Warnings: what is left out and is not there harms nobody. */
export function checkPrint(form: FormDocument, entity: EntityModel): readonly Problem[] {
  return (form.print?.without ?? []).flatMap((entry, index): readonly Problem[] => {
    const omitted = readOmitted(entry);
    // A section that is gone may come back by undo, and its id says nothing to anybody.
    if (omitted.is === 'part') return [];
    const [field] = ownField(entity, omitted.field);
    const [column] = field?.child && omitted.column ? ownField(field.child, omitted.column) : [];
    if (omitted.column === undefined ? field : column) return [];
    return [{ ...problem('form.printUnknown', ['print', 'without', index], { name: entry }), level: 'warning' }];
  });
}
