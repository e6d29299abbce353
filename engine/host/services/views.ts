/**
 * Saved views. Shared ones are published documents (kind `view`): versioned, reverted, shipped in packages. A person's own
 * are rows: they have no drafts and no reviewers, change many times a day, and must not make a new model each time.
 */
import type { SavedView } from '../../kernel/api';
import type { Input, Output } from '../../kernel/api';
import type { Text, ViewDefinition, ViewDocument } from '../../kernel/documents.generated';
import { documentId, isUuid } from '../../kernel/ids';
import type { EntityModel } from '../../kernel/model';
import { Refusal, refuse } from '../../kernel/problems';
import type { Call, Host } from '../contract';
import { readable } from './views-readable';

/** More nobody finds again; it bounds what one person can store. */
const MOST_PERSONAL = 100;

interface PersonalRow {
  readonly id: string;
  readonly label: Text;
  readonly definition: ViewDefinition;
  readonly rev: number;
}

/** @throws record.unknownEntity also for an entity the viewer may not read */
function entityFor(call: Call, name: string): EntityModel {
  const entity = call.host.model().entity(name);
  const isReadable = entity && !entity.parent && call.host.access(call.viewer).scope(entity, 'read') !== 'none';
  return isReadable ? entity : refuse('record.unknownEntity', ['entity'], { entity: name });
}

export async function listViews(call: Call, name: string): Promise<Output<'view.list'>> {
  const entity = entityFor(call, name);
  const [own, arranged] = await Promise.all([personalRows(call, entity), arrangement(call, entity)]);
  const shared = sharedOf(call, entity);
  const offered = [...shared.map(({ document, version }) => sharedView(call, document, version)), ...own.map(personal)];
  const views = offered.flatMap((view): SavedView[] => {
    const definition = readable(call, entity, view.definition);
    return definition ? [{ ...view, definition }] : [];
  });
  const place = (view: SavedView): number => {
    const at = arranged.order.indexOf(view.id);
    return at < 0 ? arranged.order.length : at;
  };
  views.sort((a, b) => place(a) - place(b));
  const wanted = [arranged.default, views.find((view) => view.isDefault)?.id];
  return { views, default: wanted.find((id) => views.some((view) => view.id === id)) ?? null };
}

/** Published views of the entity that the viewer is offered, in their order. */
function sharedOf({ host, viewer }: Call, entity: EntityModel): { document: ViewDocument; version: number }[] {
  const isMine = ({ roles = [] }: ViewDocument): boolean =>
    roles.length === 0 || viewer.permissions.includes('build') || roles.some((role) => viewer.roles.includes(role));
  return host.documents
    .list('view')
    .map(({ document, version }) => ({ document: document as ViewDocument, version }))
    .filter(({ document }) => host.model().entity(document.entity)?.id === entity.id && isMine(document))
    .sort((a, b) => (a.document.order ?? 1000) - (b.document.order ?? 1000));
}

function sharedView({ viewer }: Call, document: ViewDocument, version: number): SavedView {
  const { name, label, definition, roles = [], isDefault = false } = document;
  const isForMe = roles.length === 0 || roles.some((role) => viewer.roles.includes(role));
  return {
    id: name,
    scope: 'shared',
    label,
    definition,
    rev: version,
    roles,
    isDefault: isDefault && isForMe,
    mayChange: viewer.permissions.includes('build'),
  };
}

const personal = ({ id, label, definition, rev }: PersonalRow): SavedView => ({
  id,
  scope: 'personal',
  label,
  definition,
  rev,
  roles: [],
  isDefault: false,
  mayChange: true,
});

async function personalRows({ host, viewer }: Call, entity: EntityModel): Promise<readonly PersonalRow[]> {
  const { rows } = await host.pool.query<PersonalRow>(
    `select id, label, definition, rev from personal_view
      where person_id = $1 and entity_id = $2 and deleted_at is null order by id`,
    [viewer.id, entity.id],
  );
  return rows;
}

async function arrangement({ host, viewer }: Call, entity: EntityModel) {
  const { rows } = await host.pool.query<{ order: readonly string[]; default_view: string | null }>(
    'select "order", default_view from view_arrangement where person_id = $1 and entity_id = $2',
    [viewer.id, entity.id],
  );
  return { order: rows[0]?.order ?? [], default: rows[0]?.default_view ?? undefined };
}

export async function arrangeViews(call: Call, input: Input<'view.arrange'>): Promise<void> {
  const entity = entityFor(call, input.entity);
  await call.host.pool.query(
    `insert into view_arrangement (person_id, entity_id, "order", default_view) values ($1, $2, $3, $4)
      on conflict (person_id, entity_id) do update set "order" = excluded."order", default_view = excluded.default_view`,
    [call.viewer.id, entity.id, JSON.stringify(input.order), input.default],
  );
}

export async function saveView(call: Call, input: Input<'view.save'>): Promise<SavedView> {
  const entity = entityFor(call, input.entity);
  if (!input.label['zh-CN'].trim() && !input.label.en.trim()) refuse('view.labelEmpty', ['label']);
  return input.scope === 'shared' ? saveShared(call, entity, input) : savePersonal(call, entity, input);
}

/** Against its format, the published entities, and what this person may read: nobody saves a filter they could not ask. */
async function refuseUnsound(call: Call, entity: EntityModel, document: ViewDocument): Promise<void> {
  const problems = (await call.host.documents.check([document])).filter(({ level }) => level !== 'warning');
  if (problems.length > 0) throw new Refusal(problems);
  if (!readable(call, entity, document.definition)) refuse('view.mayNotAsk', ['definition', 'filter']);
}

async function savePersonal(call: Call, entity: EntityModel, input: Input<'view.save'>): Promise<SavedView> {
  const { host, viewer } = call;
  const document = { kind: 'view', id: documentId('viw'), name: freeName(host, entity), entity: entity.name } as const;
  await refuseUnsound(call, entity, { ...document, label: input.label, definition: input.definition });
  const label = JSON.stringify(input.label);
  const definition = JSON.stringify(input.definition);
  if (input.view === undefined) {
    const own = await personalRows(call, entity);
    if (own.length >= MOST_PERSONAL) refuse('view.tooMany', [], { limit: MOST_PERSONAL });
    const id = host.ids.uuid();
    await host.pool.query(
      `insert into personal_view (id, person_id, entity_id, label, definition, at) values ($1, $2, $3, $4, $5, $6)`,
      [id, viewer.id, entity.id, label, definition, host.clock.now()],
    );
    return personal({ id, label: input.label, definition: input.definition, rev: 1 });
  }
  if (!isUuid(input.view)) return refuse('view.notFound', ['view']);
  const { rows } = await host.pool.query<{ rev: number }>(
    `update personal_view set label = $4, definition = $5, rev = rev + 1, at = $6
      where id = $1 and person_id = $2 and entity_id = $3 and deleted_at is null and ($7::int is null or rev = $7::int)
      returning rev`,
    [input.view, viewer.id, entity.id, label, definition, host.clock.now(), input.base ?? null],
  );
  if (rows[0]) return personal({ id: input.view, label: input.label, definition: input.definition, rev: rows[0].rev });
  const isThere = (await personalRows(call, entity)).some(({ id }) => id === input.view);
  return isThere ? refuse('view.stale', ['base'], { label: input.label }) : refuse('view.notFound', ['view']);
}

const authorOf = ({ viewer }: Call) => ({ person: viewer.id, isAdmin: viewer.permissions.includes('admin') });

async function saveShared(call: Call, entity: EntityModel, input: Input<'view.save'>): Promise<SavedView> {
  const { host, viewer } = call;
  if (!viewer.permissions.includes('build')) refuse('view.mayNotShare');
  const before = input.view === undefined ? undefined : sharedNamed(call, entity, input.view);
  if (before && input.base !== undefined && before.version !== input.base) {
    refuse('view.stale', ['base'], { label: before.document.label });
  }
  const id = before?.document.id ?? documentId('viw');
  const name = before?.document.name ?? freeName(host, entity);
  const { roles, isDefault, label, definition } = input;
  const document: ViewDocument = {
    ...before?.document,
    kind: 'view',
    id,
    name,
    label,
    entity: entity.name,
    definition,
    ...(roles && { roles: [...roles] }),
    ...(isDefault !== undefined && { isDefault }),
  };
  await refuseUnsound(call, entity, document);
  await host.documents.publish(authorOf(call), { documents: [document] });
  const { version } = host.documents.published('view', name)!;
  return sharedView(call, document, version);
}

function sharedNamed(call: Call, entity: EntityModel, name: string): { document: ViewDocument; version: number } {
  return sharedOf(call, entity).find(({ document }) => document.name === name) ?? refuse('view.notFound', ['view']);
}

/** `customer_1`, `customer_2` …: the label says what it is, the name only has to be free. */
function freeName(host: Host, entity: EntityModel): string {
  const taken = new Set(
    host.documents.list('view').flatMap(({ document }) => [document.name, ...(document.aliases ?? [])]),
  );
  const base = entity.name.slice(0, 34).replace(/_$/, '');
  for (let n = 1; ; n += 1) if (!taken.has(`${base}_${n}`)) return `${base}_${n}`;
}

export async function deleteView(call: Call, input: Input<'view.delete'>): Promise<void> {
  const { host, viewer } = call;
  const entity = entityFor(call, input.entity);
  if (isUuid(input.view)) {
    const { rowCount } = await host.pool.query(
      'update personal_view set deleted_at = $3 where id = $1 and person_id = $2 and deleted_at is null',
      [input.view, viewer.id, host.clock.now()],
    );
    if (!rowCount) refuse('view.notFound', ['view']);
    return;
  }
  if (!viewer.permissions.includes('build')) refuse('view.mayNotShare');
  const { document } = sharedNamed(call, entity, input.view);
  await host.documents.publish(authorOf(call), { remove: [{ kind: 'view', name: document.name }] });
}

export async function restoreView(call: Call, input: Input<'view.restore'>): Promise<SavedView> {
  const { host, viewer } = call;
  const entity = entityFor(call, input.entity);
  if (isUuid(input.view)) {
    const { rows } = await host.pool.query<PersonalRow>(
      `update personal_view set deleted_at = null where id = $1 and person_id = $2 and entity_id = $3
        returning id, label, definition, rev`,
      [input.view, viewer.id, entity.id],
    );
    return rows[0] ? personal(rows[0]) : refuse('view.notFound', ['view']);
  }
  if (!viewer.permissions.includes('build')) refuse('view.mayNotShare');
  const removed = (await host.documents.removed('view')) as readonly ViewDocument[];
  const document = removed.findLast(({ name }) => name === input.view) ?? refuse('view.notFound', ['view']);
  if (host.model().entity(document.entity)?.id !== entity.id) refuse('view.notFound', ['view']);
  await host.documents.publish(authorOf(call), { documents: [document] });
  return sharedView(call, document, host.documents.published('view', document.name)!.version);
}
