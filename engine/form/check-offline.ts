/** What of a form cannot work without a network, said when it is published. */
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { isFieldItem } from './layout';
import { ownField } from './record';

/**
 * Encrypted fields are refused: a device keeps what waits to be sent, and such a value never rests outside of the server.
 * Limits on the records of a relation are only warned of: without a network all records that are kept are offered, and
 * the server's verdict comes when the record is sent.
 */
export function checkOffline(form: FormDocument, entity: EntityModel): readonly Problem[] {
  if (form.offline !== true) return [];
  const encrypted = form.sections.flatMap(({ items }, s) =>
    items.flatMap((item, i) => {
      const [field] = isFieldItem(item) ? ownField(entity, item.field) : [];
      if (!field) return [];
      const closed = [field, ...(field.child?.fields ?? [])].filter(({ isEncrypted }) => isEncrypted);
      return closed.map(({ label }) =>
        problem('form.offlineEncrypted', ['sections', s, 'items', i, 'field'], { label }),
      );
    }),
  );
  const limited = (form.rules ?? []).flatMap(({ scope, then }, r) =>
    then.flatMap((effect, t): readonly Problem[] => {
      const list = scope === undefined ? entity : entity.field(scope)?.child;
      const field = effect.effect === 'options' && effect.field && list ? list.field(effect.field) : undefined;
      if (field?.kind !== 'record') return [];
      const found = problem('form.offlineOptions', ['rules', r, 'then', t], { label: field.label });
      return [{ ...found, level: 'warning' }];
    }),
  );
  return [...encrypted, ...limited];
}
