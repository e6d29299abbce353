/** Records as a print page shows them: each as its form opens it, with what all share said once. */
import type { Input, Output, PrintBase, PrintedRecord } from '../../kernel/api';
import { refuse } from '../../kernel/problems';
import type { Call } from '../contract';
import { flowsOf } from './flows-view';
import { openForm } from './form-open';

/** As many as one paper run takes. */
export const MOST_PRINTED = 200;

/** In the order asked for. Refused like a record that does not exist when one of them may not be read. */
export async function printRecords(call: Call, input: Input<'record.print'>): Promise<Output<'record.print'>> {
  const { entity, records, form } = input;
  const bases: PrintBase[] = [];
  const known = new Map<string, number>();
  const sheets: PrintedRecord[] = [];
  for (const id of records) {
    call.signal?.throwIfAborted();
    const { record, values, editable, ...opened } = await openForm(call, { entity, record: id, ...(form && { form }) });
    if (!record) return refuse('record.notFound', ['records']);
    const base = { entity: opened.entity, form: opened.form, targets: opened.targets };
    const key = JSON.stringify(base);
    if (!known.has(key)) known.set(key, bases.push(base) - 1);
    const hasFlows = base.form.print?.approvals === true && call.host.registry.plugins.has('workflow');
    const flows = hasFlows ? (await flowsOf(call, entity, id)).flows : [];
    sheets.push({ base: known.get(key)!, record, values, editable, flows });
  }
  return { bases, sheets, canMakePdf: await call.host.pdf.isReady() };
}
