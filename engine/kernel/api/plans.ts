/**
 * Publish plans: how values are carried over when a field changes, runs of plans in the background, the trash of fields
 * and entities, and values that were set aside.
 *
 * In short: `document.plan` shows the steps; a step with `conversion` carries values over and lists those that will not
 * convert. The person chooses (map, set aside, create …) and asks for the plan again with `conversions`; `document.publish`
 * gets the same list and the plan's `seal`. Small tables are converted at once; else `run` names what goes on behind.
 */
import type { Conversion, DocumentRef, Link, PlanRunView, QuarantinedValue, TrashItem } from '../api-shapes';
import type { Json } from '../json';
import type { Text } from '../text';

/** One document that uses an entity or a field. */
export interface UsingDocument extends DocumentRef {
  readonly label: Text;
  /** Instances of a flow that are under way. */
  readonly running?: number;
  /** Only its draft does. */
  readonly isDraft?: boolean;
  /** What it would complain of without the field. */
  readonly why?: string;
}
/** An API key that asked for records of the entity in the last 30 days. */
export interface UsingKey {
  readonly id: string;
  readonly label: string;
  /** First characters of the key. */
  readonly prefix: string;
  readonly person: Link;
  /** Last day of use, UTC. */
  readonly day: string;
  readonly calls: number;
}
/** A value that did not convert, with its record. */
export interface QuarantinedOfRecord extends QuarantinedValue {
  readonly record: Link;
}

export interface PlansOperations {
  /**
   * Every value that will not convert, with its record, in the order of the records; for the list and its download.
   * `after` is the `next` of the page before. `entity` and `field` are ids or names of the draft's entity and field.
   */
  'document.values': {
    input: {
      refs: readonly DocumentRef[];
      conversions?: readonly Conversion[];
      entity: string;
      field: string;
      after?: string;
      size?: number;
    };
    output: {
      values: readonly { record: string; row?: string; title: string; value: string; why: string }[];
      next: string | null;
    };
  };
  /** The different values a field holds, most frequent first, ready to be made choices of. Needs to read all records. */
  'document.choices': {
    input: { entity: string; field: string; size?: number };
    output: { choices: readonly { value: string; label: Text; count: number }[]; total: number };
  };
  /** Publications that go on (or went on) behind, newest first. */
  'plan.list': { input: { open?: boolean }; output: { runs: readonly PlanRunView[] } };
  'plan.get': { input: { id: string }; output: PlanRunView };
  /** Goes on with one that is stuck, or whose worker is gone. `conversions` replaces the choices made before. */
  'plan.resume': { input: { id: string; conversions?: readonly Conversion[] }; output: PlanRunView };
  /** Back to the state before; refused once it is published. */
  'plan.cancel': { input: { id: string }; output: PlanRunView };
  /** Fields and entities taken away, and values as they were before a conversion: 30 days each. */
  'document.trash': { input: { entity?: string }; output: { items: readonly TrashItem[] } };
  /** Publishes it again as it last was, with all its values. */
  'document.restore': { input: { id: string }; output: { versions: readonly (DocumentRef & { version: number })[] } };
  /** For ever. `name` is the name of the field or entity, typed by the person. */
  'document.purge': { input: { id: string; name: string }; output: { ok: true } };
  /**
   * Who uses an entity, or one of its fields (by id or name): documents (of a field: those that would break without it), own
   * saved views of people, and API keys. Keys of the last minute may be missing.
   */
  'document.usage': {
    input: { entity: string; field?: string };
    output: { documents: readonly UsingDocument[]; views: number; keys: readonly UsingKey[] };
  };
  /** Values of all records of an entity that did not convert, of records and fields the viewer may read. */
  'quarantine.list': {
    input: { entity: string; after?: string };
    output: { values: readonly QuarantinedOfRecord[]; next: string | null };
  };
  /** Values of a record that did not convert, of fields the viewer may read. */
  'record.quarantine': { input: { entity: string; id: string }; output: { values: readonly QuarantinedValue[] } };
  /** Puts a value right (`value`: what the field is to hold), or lets it go (`dismiss`). Rights as for an update. */
  'quarantine.resolve': {
    input: { id: string; value?: Json; dismiss?: boolean };
    output: { values: readonly QuarantinedValue[] };
  };
}
