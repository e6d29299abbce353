/** What every read and write of records starts from: the schema of the viewer, and what one write needs. */
import { unlimitedOf, withGrants } from '../../access/access';
import { accessOn, creating, isByRow } from '../../access/rows';
import type { Editable, Values } from '../../data/records/receive';
import type { Stored } from '../../data/records/stored';
import { checkTargets } from '../../data/records/targets';
import { runnerOf, type Runner } from '../../data/run';
import type { FormDocument } from '../../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { refuse, type Problem } from '../../kernel/problems';
import type { Schema } from '../../query/source';
import type { Call, Host, RecordChange, Tx } from '../contract';
import { flowsWaitFor } from './records-flows';

/** A form and the version of it that is published. */
export interface ServingForm {
  readonly document: FormDocument;
  readonly version: number;
}
/** What a form's rules make of a record: applied after defaults, before anything is checked. */
export interface Prepared {
  /** All values, with what the rules set. */
  readonly values: Values;
  readonly problems: readonly Problem[];
  /** What the rules say without standing in the way. */
  readonly warnings?: readonly Problem[];
  /** Whether a field must have a value; a field that is not shown need not. */
  isRequired?(field: FieldModel): boolean;
  /** The same of a cell of line items. */
  isCellRequired?(list: FieldModel, row: number, column: FieldModel): boolean;
}
/** The form pipeline: `values` is the record as it is to be, `before` as it is; undefined for a new one. */
export interface ToPrepare {
  readonly values: Values;
  readonly before: Values | undefined;
  /** As the writer sent it: what it names is not filled in from records that are chosen. */
  readonly sent?: unknown;
}
export type Prepare = (
  write: ToPrepare & {
    readonly call: Call;
    readonly entity: EntityModel;
    readonly form: string | undefined;
    /** The version of the form whose rules hold; without it the published one. */
    readonly document?: FormDocument | undefined;
    readonly reader: Schema;
  },
) => Promise<Prepared>;
/**
 * The same for many records: what the rules read of other records is read once for all. undefined: there are no rules,
 * the values stay what they are.
 */
export type PrepareMany = (write: {
  readonly call: Call;
  readonly entity: EntityModel;
  readonly form: string | undefined;
  readonly document?: FormDocument | undefined;
  readonly runner: Runner;
  /** With whose eyes records are read from which values are filled in. */
  readonly reader: Schema;
  readonly rows: readonly ToPrepare[];
}) => Promise<readonly Prepared[] | undefined>;
export interface RecordDeps {
  host(): Host;
  /** Without it records are checked by their entity alone. */
  readonly prepare?: Prepare;
  /** Without it `prepare` is asked for each record. */
  readonly prepareMany?: PrepareMany;
  /** Refuses a form that was named and is not for the writer. */
  readonly refuseForm?: (call: Call, entity: EntityModel, form: string) => void;
  /** The form that serves a write; without it records remember none. */
  readonly formFor?: (host: Host, entity: EntityModel, form: string | undefined) => ServingForm | undefined;
}

/** Everything one write needs; made once per write. */
export interface Writing {
  readonly call: Call;
  readonly host: Host;
  readonly deps: RecordDeps;
  readonly entity: EntityModel;
  /** With the rights of the viewer. */
  readonly schema: Schema;
  /** With the row scope this write has: a flow's own update is not bounded by the viewer's. */
  readonly reach: Schema;
  readonly editable: Editable;
  readonly form: string | undefined;
  readonly runner: Runner;
  readonly tx: Tx | undefined;
  readonly now: Date;
  /** New records are not prepared for searching: the caller marks the entity for the job that does it. */
  readonly isSearchedLater?: boolean;
  /** The version of the form whose rules hold for every record of the write; without it that of each record. */
  readonly document?: FormDocument;
  /**
   * Records are moved to another version of their form, which may touch any field: what the rules refuse is refused all
   * the same (`there`); moved back, they become what they were, whatever the rules. No flow starts by it.
   */
  readonly move?: 'there' | 'back';
}

const fieldTypesOf = (host: Host): Schema['fieldTypes'] => host.registry.fieldTypes;

/** The schema a viewer's questions are compiled against. */
export function schemaOf(call: Call, model: Model = call.host.model()): Schema {
  return {
    model,
    access: call.host.access(call.viewer),
    fieldTypes: fieldTypesOf(call.host),
    secrets: call.host.secrets,
  };
}

export const unlimitedSchema = (host: Host, model: Model = host.model()): Schema => ({
  model,
  access: unlimitedOf(model),
  fieldTypes: fieldTypesOf(host),
  secrets: host.secrets,
});

/** @throws record.unknownEntity also for an entity the viewer may not read */
export function writing(
  deps: RecordDeps,
  call: Call,
  input: { readonly entity: string; readonly form?: string | undefined; readonly editable?: Editable | undefined },
  tx: Tx | undefined,
): Writing {
  const { host } = call;
  const schema = schemaOf(call);
  const editable = input.editable ?? 'rights';
  const entity = schema.model.entity(input.entity);
  const isKnown = editable !== 'rights' || (entity && schema.access.scope(entity, 'read') !== 'none');
  if (!entity || entity.parent || !isKnown) return refuse('record.unknownEntity', ['entity'], { entity: input.entity });
  if (entity.isPlatform) return refuse('record.readOnlyEntity', ['entity'], { entity: entity.label });
  if (input.form !== undefined && editable === 'rights') deps.refuseForm?.(call, entity, input.form);
  return {
    call,
    host,
    deps,
    entity,
    schema,
    reach: editable === 'rights' ? schema : unlimitedSchema(host, schema.model),
    editable,
    form: input.form,
    runner: tx ?? runnerOf(host.pool),
    tx,
    now: host.clock.now(),
  };
}

/** The schema for one record that is there: rights that differ from record to record are those on this one. */
export function schemaOn({ schema, editable, entity }: Writing, { standing }: Pick<Stored, 'standing'>): Schema {
  if (!standing || editable !== 'rights') return schema;
  return { ...schema, access: accessOn(schema.access, entity, standing) };
}

/** The schema for a record that is not there yet: rights are those of the roles that create. */
export function schemaOfNew({ schema, editable, entity }: Writing): Schema {
  if (editable !== 'rights' || !isByRow(schema.access, entity)) return schema;
  return { ...schema, access: withGrants(schema.access, entity, 'new', creating(schema.access, entity)) };
}

export const namesOf = (entity: EntityModel, values: Values): string[] =>
  entity.fields
    .filter((f) => !f.system && !f.derived && f.name in values && values[f.name] !== null)
    .map((f) => f.name);

/** Relations are looked up with the writer's own eyes; a flow's with the platform's. */
export const checkWriteTargets = (
  write: Writing,
  values: Values,
  before: Values | undefined,
): Promise<readonly Problem[]> =>
  checkTargets(
    write.runner,
    write.editable === 'any' ? write.reach : write.schema,
    write.entity,
    [before ? { values, before, path: ['values'] } : { values, path: ['values'] }],
    { viewer: write.call.viewer, now: write.now },
  );

interface FormProblems {
  readonly list: readonly Problem[];
  readonly isRequired: Prepared['isRequired'];
  readonly isCellRequired: Prepared['isCellRequired'];
}
/** Values after the form's rules, and with what they fill in. */
export async function prepared(
  write: Writing,
  one: ToPrepare,
  document?: FormDocument,
): Promise<{ values: Values; problems: FormProblems }> {
  const { deps, call, entity, form } = write;
  if (!deps.prepare) return { values: one.values, problems: NO_PROBLEMS };
  return ruled(write, await deps.prepare({ ...one, call, entity, form, document, reader: readerOf(write) }));
}

/** A flow writes what its submitter cannot read. */
const readerOf = ({ editable, reach, schema }: Writing): Schema => (editable === 'any' ? reach : schema);

function ruled(write: Writing, made: Prepared): { values: Values; problems: FormProblems } {
  // A flow is bound by the entity; a form's rules compute for it, but close or demand nothing.
  if (write.editable === 'any' && write.move !== 'there') return { values: made.values, problems: NO_PROBLEMS };
  if (made.warnings) write.call.warn?.(made.warnings);
  // Whatever rules close is closed to people.
  const list = write.move === 'there' ? made.problems.filter(({ code }) => code !== 'field.readOnly') : made.problems;
  const isRequired = made.isRequired?.bind(made);
  return { values: made.values, problems: { list, isRequired, isCellRequired: made.isCellRequired?.bind(made) } };
}
const NO_PROBLEMS: FormProblems = { list: [], isRequired: undefined, isCellRequired: undefined };

/** `prepared` for many records. */
export async function preparedMany(
  write: Writing,
  rows: readonly ToPrepare[],
  document?: FormDocument,
): Promise<readonly { values: Values; problems: FormProblems }[]> {
  const { deps, call, entity, form, runner } = write;
  if (write.move === 'back') return rows.map(({ values }) => ({ values, problems: NO_PROBLEMS }));
  if (deps.prepareMany) {
    const made = await deps.prepareMany({ call, entity, form, document, runner, rows, reader: readerOf(write) });
    return made ? made.map((one) => ruled(write, one)) : rows.map(({ values }) => ({ values, problems: NO_PROBLEMS }));
  }
  const made: { values: Values; problems: FormProblems }[] = [];
  for (const row of rows) made.push(await prepared(write, row, document));
  return made;
}

export const requiredBy = ({
  isRequired,
  isCellRequired,
}: FormProblems): Pick<Prepared, 'isRequired' | 'isCellRequired'> => ({
  ...(isRequired && { isRequired }),
  ...(isCellRequired && { isCellRequired }),
});

/** Runs with a transaction: the caller's, or one of its own. */
export function inTransaction<T>(write: Writing, fn: (inside: Writing) => Promise<T>): Promise<T> {
  if (write.tx) return fn(write);
  return write.host.transaction((tx) => fn({ ...write, tx, runner: tx }));
}

/** Starts the flows that wait for a change, and tells the browsers. */
export async function told(write: Writing, change: RecordChange): Promise<void> {
  const { host, call, tx, entity } = write;
  if (tx && host.flows && flowsWaitFor(host, entity, change.op)) await host.flows.onRecord(tx, call, change);
  // Outside a transaction the statement is committed by now.
  const after = tx ?? ({ afterCommit: (fn: () => void) => fn() } as Tx);
  await host.live.publish(after, { topic: 'records', entity: entity.name, id: change.id });
}
