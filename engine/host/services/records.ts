/**
 * Records: the one write path and the doors to the one read path.
 *
 * A write goes: strip by rights → normalise → defaults → form rules → required → check → relations → persist, and then,
 * in the same transaction, the flows that wait for it. A write no flow waits for is a single statement, which is a
 * transaction of its own.
 */
import { afterDeadlock } from '../../data/records/deadlock';
import type { RecordService } from '../contract';
import { changeRecord, removeRecord, restoreRecord } from './records-change';
import type { RecordDeps } from './records-context';
import { createRecord } from './records-create';
import { recordHistory } from './records-history';
import { createMany } from './records-many';
import { changeMany } from './records-many-change';
import { removeMany } from './records-many-remove';
import { getRecord, listRecords, loadRecord, recordOptions } from './records-read';

export function createRecordService(deps: RecordDeps): RecordService {
  return {
    create: (call, input, tx) => afterDeadlock(!tx, () => createRecord(deps, call, input, tx)),
    createMany: (call, entity, rows, tx, options) =>
      afterDeadlock(!tx, () => createMany(deps, call, entity, rows, tx, options)),
    changeMany: (call, entity, rows, options, tx) =>
      afterDeadlock(!tx, () => changeMany(deps, call, entity, rows, options, tx)),
    update: (call, input, tx) => afterDeadlock(!tx, () => changeRecord(deps, call, input, tx)),
    removeMany: (call, entity, op, rows, tx, options) =>
      afterDeadlock(!tx, () => removeMany(deps, call, entity, { op, rows, ...options }, tx)),
    remove: (call, entity, id, rev) => afterDeadlock(true, () => removeRecord(deps, call, entity, id, rev)),
    restore: (call, entity, id) => afterDeadlock(true, () => restoreRecord(deps, call, entity, id)),
    list: listRecords,
    get: getRecord,
    history: recordHistory,
    options: recordOptions,
    load: (tx, entity, id, paths) => loadRecord(deps.host(), tx, entity, id, paths),
  };
}
