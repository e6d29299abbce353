/** Which cells of a table may be written, and their values for the clipboard and the server. */
import { fieldType } from '@/components/inputs/units';
import { cellText, type Reader } from '@/components/sheet/values';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import { isMasked } from '@/engine/kernel/api-shapes';
import { isObject, type Json } from '@/engine/kernel/json';
import type { ShownColumn } from '../contract';

/** Whether a cell can be written in place: files and line items are opened with their record. */
export function mayWrite(entity: EntityView, column: ShownColumn): boolean {
  const { shown, isFar } = column;
  const isFiles = fieldType(shown.type)?.kind === 'idList' && shown.target === undefined;
  return entity.can.update && !isFar && shown.right === 'edit' && !shown.system && !shown.fields && !isFiles;
}

/** Whether the viewer sees the value of this very record: hidden or masked there, it is neither changed nor taken elsewhere. */
export const isOpenCell = (row: RecordView, field: string): boolean =>
  row[field] !== undefined && !isMasked(row[field]);

/** As a spreadsheet understands it. */
export const copyText = (column: ShownColumn, row: RecordView, reader: Reader): string =>
  cellText(column.shown, row[column.field] ?? null, reader);

/** Values as the server takes them: a link by its id. */
export const sendable = (value: Json): Json => (isObject(value) && 'id' in value ? (value.id as Json) : value);
