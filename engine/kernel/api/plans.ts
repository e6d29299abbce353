/**
 * Publish plans: how values are carried over when a field changes, runs of plans in the background, the trash of fields
 * and entities, and values that were set aside.
 *
 * In short: `document.plan` shows the steps; a step with `conversion` carries values over and lists those that will not
 * convert. The person chooses (map, set aside, create …) and asks for the plan again with `conversions`; `document.publish`
 * gets the same list and the plan's `seal`. Small tables are converted at once; else `run` names what goes on behind.
 */
import type { Conversion, DocumentRef, PlanRunView, QuarantinedValue, TrashItem } from '../api-shapes';
import type { Json } from '../json';
import type { Text } from '../text';

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
  /** Values of a record that did not convert, of fields the viewer may read. */
  'record.quarantine': { input: { entity: string; id: string }; output: { values: readonly QuarantinedValue[] } };
  /** Puts a value right (`value`: what the field is to hold), or lets it go (`dismiss`). Rights as for an update. */
  'quarantine.resolve': {
    input: { id: string; value?: Json; dismiss?: boolean };
    output: { values: readonly QuarantinedValue[] };
  };
}
