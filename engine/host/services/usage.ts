/** Who uses an entity or a field: asked before it changes. */
import type { Output, UsingDocument, UsingKey } from '../../kernel/api';
import type { AnyDocument, EntityDocument, FieldUse } from '../../kernel/documents.generated';
import { mentions } from '../../kernel/naming';
import { refuse, sentence } from '../../kernel/problems';
import { lineFields } from '../../entity/model';
import type { Call } from '../contract';
import { WHOLE } from './key-fields';

const KINDS = ['entity', 'form', 'flow', 'view', 'page', 'report', 'dashboard', 'role', 'package'] as const;
/** Keys that asked in this time are told. */
const DAYS = 30;

/** @throws plan.unknownField when the entity has no such field */
export async function usageOf(call: Call, name: string, field: string | undefined): Promise<Output<'document.usage'>> {
  const { pool, documents } = call.host;
  const entry = documents.list('entity').find(({ document }) => document.name === name || document.id === name);
  if (!entry) return refuse('query.entity', ['entity'], { entity: name });
  const entity = entry.document as EntityDocument;
  const using = field === undefined ? await usersOf(call, entity) : await usersOfField(call, entity, field);
  const views = await pool.query<{ n: number }>(
    'select count(*)::int as n from personal_view where entity_id = $1 and deleted_at is null',
    [entity.id],
  );
  return {
    documents: await withRunning(call, using),
    views: views.rows[0]!.n,
    keys: await keysOf(call, entity, field),
  };
}

/** By name or id, columns of line items included. */
function fieldId({ fields }: EntityDocument, name: string): string {
  const all = fields.flatMap((use) => [use, ...lineFields(use.options)]);
  return all.find((use) => use.id === name || use.name === name)?.id ?? name;
}

const lineOf = ({ kind, name, label }: AnyDocument): UsingDocument => ({ kind, name, label });

/** Every document that names the entity, drafts included. */
async function usersOf({ host }: Call, entity: EntityDocument): Promise<readonly UsingDocument[]> {
  const ref = { kind: 'entity', name: entity.name } as const;
  const published = KINDS.flatMap((kind) => host.documents.list(kind).map(({ document }) => document)).filter(
    (document) => document.id !== entity.id && mentions(document, ref),
  );
  const known = new Set(published.map(({ id }) => id));
  const { rows } = await host.pool.query<{ draft: string }>(
    `select draft from document where draft is not null and position($1 in draft) > 0`,
    [JSON.stringify(entity.name)],
  );
  const drafts = rows
    .map(({ draft }) => JSON.parse(draft) as AnyDocument)
    .filter((document) => document.id !== entity.id && !known.has(document.id) && mentions(document, ref));
  return [...published.map(lineOf), ...drafts.map((document) => ({ ...lineOf(document), isDraft: true }))];
}

/** Those that would break without it, told by the same check that would refuse to publish it so. */
async function usersOfField(call: Call, entity: EntityDocument, field: string): Promise<readonly UsingDocument[]> {
  const without = withoutField(entity, field);
  if (!without) return refuse('plan.unknownField', ['field'], { name: field });
  const { documents, registry } = call.host;
  const before = new Set((await documents.check([entity])).map(keyOf));
  const found = (await documents.check([without])).filter(
    (one) => one.level !== 'warning' && !before.has(keyOf(one)) && !ONLY_EMPTY.has(one.code),
  );
  const using = new Map<string, UsingDocument>();
  for (const one of found) {
    const document = one.document && documents.published(one.document.kind, one.document.name)?.document;
    if (!document || using.has(document.id)) continue;
    using.set(document.id, { ...lineOf(document), why: sentence(registry.problems, one, call.viewer.locale) });
  }
  return [...using.values()];
}
/** An entity of one field cannot be without it; that is no use of the field. */
const ONLY_EMPTY: ReadonlySet<string> = new Set(['document.format']);
const keyOf = (one: {
  readonly code: string;
  readonly path: readonly unknown[];
  readonly document?: unknown;
}): string => JSON.stringify([one.code, one.path, one.document]);

function withoutField(entity: EntityDocument, field: string): EntityDocument | undefined {
  const isIt = (use: FieldUse): boolean => use.id === field || use.name === field;
  if (entity.fields.some(isIt)) return { ...entity, fields: entity.fields.filter((use) => !isIt(use)) };
  const lines = entity.fields.find(({ options }) => lineFields(options).some(({ id }) => id === field));
  if (!lines) return undefined;
  const fields = lineFields(lines.options).filter(({ id }) => id !== field);
  const less = { ...lines, options: { ...lines.options, fields } };
  return { ...entity, fields: entity.fields.map((use) => (use === lines ? less : use)) };
}

/** Flows with how many of their instances are under way, in one question. */
async function withRunning({ host }: Call, using: readonly UsingDocument[]): Promise<readonly UsingDocument[]> {
  const ids = new Map(
    using
      .filter(({ kind }) => kind === 'flow')
      .flatMap(({ name }) => {
        const document = host.documents.published('flow', name)?.document;
        return document ? [[name, document.id] as const] : [];
      }),
  );
  if (ids.size === 0) return using;
  const { rows } = await host.pool.query<{ flow_id: string; n: number }>(
    `select flow_id, count(*)::int as n from flow_instance where flow_id = any($1) and status = 'active' group by flow_id`,
    [[...ids.values()]],
  );
  const running = new Map(rows.map(({ flow_id: id, n }) => [id, n]));
  return using.map((one) =>
    one.kind === 'flow' ? { ...one, running: running.get(ids.get(one.name) ?? '') ?? 0 } : one,
  );
}

/** Of a field: keys whose calls named it or asked for everything, and those of which it is not known. */
async function keysOf({ host }: Call, entity: EntityDocument, field: string | undefined): Promise<readonly UsingKey[]> {
  const { rows } = await host.pool.query<UsingKey>(
    `select k.id, k.label, k.prefix, json_build_object('id', p.id, 'title', p.name) as person,
            max(u.day)::text as day, sum(u.calls)::int as calls
       from key_usage u join api_key k on k.id = u.key_id join person p on p.id = k.person_id
      where u.entity_id = $1 and u.day > $2::date - $3::int and k.revoked_at is null
        and ($4::text is null or cardinality(u.fields) = 0 or u.fields && array[$4, '${WHOLE}'])
      group by k.id, p.id order by day desc, k.label`,
    [entity.id, host.clock.now().toISOString().slice(0, 10), DAYS, field === undefined ? null : fieldId(entity, field)],
  );
  return rows;
}
