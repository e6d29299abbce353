/** Relations that become the parent in a tree while some of their records are above themselves. */
import { findCircles } from '../../data/derived/circles';
import type { Queryable } from '../../data/documents/rows';
import type { DerivedPlan } from '../../entity/derived/plan';
import { isTree } from '../../entity/derived/names';
import { quoteTable } from '../../entity/identifiers';
import type { Physical } from '../../entity/physical';
import type { EntityDocument } from '../../kernel/documents.generated';
import { problem } from '../../kernel/problems';
import type { DocumentProblem } from '../contract';
import { placed } from './documents-check';

/** Of the trees that a publication makes, the circles there are, as problems with the records in them. */
export async function checkCircles(
  db: Queryable,
  derived: Pick<DerivedPlan, 'computed'>,
  documents: readonly { readonly kind: string; readonly id: string }[],
  physical: Physical,
): Promise<DocumentProblem[]> {
  const found: DocumentProblem[] = [];
  for (const { entity, field } of derived.computed.filter((one) => isTree(one.field))) {
    const document = documents.find(({ id }) => id === entity.id) as EntityDocument | undefined;
    const table = physical.tables.find(({ id }) => id === entity.id);
    const column = (id: string): string | undefined => table?.columns.find((one) => one.id === id)?.name;
    const parent = table?.columns.find(({ id, type }) => id === field.id && type === 'uuid');
    // A new relation has no values yet.
    if (!document || !table || !parent) continue;
    const name = quoteTable({ schema: 'data', name: table.name });
    const title = entity.titleField.isEncrypted ? undefined : column(entity.titleField.id);
    const { shown, count } = await findCircles(db, { table: name, parent: parent.name, title });
    if (count === 0) continue;
    const at = ['fields', document.fields.findIndex(({ id }) => id === field.id), 'options', 'tree'];
    const data = { field: field.label, count, circles: shown.join('; ') };
    found.push(...placed(document, [problem('entity.treeCircles', at, data)]));
  }
  return found;
}
