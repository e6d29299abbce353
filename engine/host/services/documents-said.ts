/** What the operations of documents have in common: who asks, their inputs, and problems in the asker's language. */
import { mayRead } from '../../access/access';
import type { PlanRunView, PlanStep, PublishPlan, SaidProblem } from '../../kernel/api';
import type { JsonSchema } from '../../kernel/json';
import { sentence } from '../../kernel/problems';
import type { Author, Call, DocumentPlan, DocumentProblem, Publication } from '../contract';
import type { RunShown } from './documents-runs';

export const authorOf = ({ viewer }: Call): Author => ({
  person: viewer.id,
  isAdmin: viewer.permissions.includes('admin'),
});

export const said = (problems: readonly DocumentProblem[], { host, viewer }: Call): readonly SaidProblem[] =>
  problems.map((p) => ({ ...p, message: sentence(host.registry.problems, p, viewer.locale) }));

/** The plan with its sentences; values only for those who may read the fields they stand in. */
export function saidPlan({ steps, problems, canPublish, seal, isBackground }: DocumentPlan, call: Call): PublishPlan {
  return {
    steps: steps.map((step) => seen(step, call)),
    problems: said(problems, call),
    canPublish,
    seal,
    isBackground,
  };
}

function seen(step: PlanStep, call: Call): PlanStep {
  const { conversion, document } = step;
  if (
    !conversion ||
    maySee(
      call,
      document.name,
      conversion.from.map(({ id }) => id),
    )
  ) {
    return step;
  }
  return { ...step, conversion: { ...conversion, samples: [], bad: { ...conversion.bad, shown: [] } } };
}

/** Whether the caller may read these fields (ids, or names) on every record: building a form is no right to its values. */
export function maySee({ host, viewer }: Call, entityName: string, fields: readonly string[]): boolean {
  const entity = host.model().entity(entityName);
  if (!entity) return false;
  const access = host.access(viewer);
  if (access.scope(entity, 'read') !== 'all') return false;
  const owners = [entity, ...entity.fields.flatMap(({ child }) => child ?? [])];
  return fields.every((id) =>
    owners.some((owner) => {
      const field = owner.field(id);
      return field !== undefined && mayRead(access, owner, field);
    }),
  );
}

export const readerOf = ({ viewer }: Call): NonNullable<Publication['reader']> => ({
  locale: viewer.locale,
  timeZone: viewer.timeZone,
});

export function saidRun({ problems, versions: _, ...run }: RunShown, call: Call): PlanRunView {
  return { ...run, problems: said(problems, call) };
}

// ---- parts of input schemas ----
const NAME: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 };
export const REF_PROPERTIES = { kind: NAME, name: NAME } as const;
export const REF: JsonSchema = {
  type: 'object',
  properties: REF_PROPERTIES,
  required: ['kind', 'name'],
  additionalProperties: false,
};
export const REFS: JsonSchema = { type: 'array', items: REF, minItems: 1, maxItems: 200 };
export const VERSION: JsonSchema = { type: 'integer', minimum: 1, maximum: 2_000_000_000 };
/** Only what a draft needs to be kept; everything else about it is said as problems of the document. */
export const DOCUMENT: JsonSchema = {
  type: 'object',
  properties: { kind: NAME, id: NAME, name: NAME },
  required: ['kind', 'id', 'name'],
};
const FIELD: JsonSchema = { type: 'string', minLength: 1, maxLength: 130 };
const FLAG: JsonSchema = { type: 'boolean' };
export const CONVERSIONS: JsonSchema = {
  type: 'array',
  maxItems: 100,
  items: {
    type: 'object',
    properties: {
      entity: NAME,
      field: FIELD,
      from: { type: 'array', items: FIELD, minItems: 1, maxItems: 20 },
      join: { type: 'string', maxLength: 20 },
      split: {
        type: 'object',
        properties: {
          by: { type: 'string', minLength: 1, maxLength: 20 },
          part: { type: 'integer', minimum: 0, maximum: 19 },
          of: { type: 'integer', minimum: 1, maximum: 20 },
        },
        required: ['by', 'part', 'of'],
        additionalProperties: false,
      },
      match: FIELD,
      missing: { enum: ['list', 'create'] },
      first: FLAG,
      round: FLAG,
      text: { enum: ['label', 'value'] },
      locale: { enum: ['zh-CN', 'en'] },
      timeZone: { type: 'string', maxLength: 60 },
      map: { type: 'object', maxProperties: 10_000 },
      quarantine: FLAG,
    },
    required: ['entity', 'field'],
    additionalProperties: false,
  },
};
