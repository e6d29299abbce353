/** What is published, in memory: immutable, and replaced as a whole when something is published. */
import crypto from 'node:crypto';
import { readContents, readPublished, type Queryable } from '../../data/documents/rows';
import { buildModel } from '../../entity/model';
import type { Names } from '../../kernel/contract';
import type { AnyDocument, EntityDocument } from '../../kernel/documents.generated';
import type { Model } from '../../kernel/model';
import type { Registry } from '../../kernel/registry';
import type { Formats } from './documents-formats';

export type Kind = AnyDocument['kind'];
/** One published version of one document. The same object for as long as that version is published. */
export interface Published {
  readonly document: AnyDocument;
  readonly version: number;
  readonly package: string;
  readonly fingerprint: string;
}
export interface State {
  readonly byId: ReadonlyMap<string, Published>;
  /** By name or former name. */
  readonly byName: ReadonlyMap<Kind, ReadonlyMap<string, Published>>;
  readonly model: Model;
}

/** Version numbers say nothing to whoever looks at several databases; contents do. */
export const fingerprintOf = (content: string): string =>
  crypto.createHash('sha256').update(content).digest('base64url').slice(0, 16);

/** @param previous its model is kept when no entity changed, and with it whatever was compiled from it */
export function buildState(entries: Iterable<Published>, registry: Registry, previous?: State): State {
  const byId = new Map([...entries].map((entry) => [entry.document.id, entry]));
  const byName = new Map<Kind, Map<string, Published>>();
  const namesOf = (kind: Kind): Map<string, Published> => {
    const names = byName.get(kind) ?? new Map<string, Published>();
    byName.set(kind, names);
    return names;
  };
  for (const entry of byId.values()) {
    for (const alias of entry.document.aliases ?? []) namesOf(entry.document.kind).set(alias, entry);
  }
  for (const entry of byId.values()) namesOf(entry.document.kind).set(entry.document.name, entry);
  return { byId, byName, model: modelOf([...byId.values()], registry, previous) };
}

function modelOf(entries: readonly Published[], registry: Registry, previous: State | undefined): Model {
  const entities = entries.filter((entry) => entry.document.kind === 'entity');
  const version = fingerprintOf(
    entities
      .map((e) => `${e.document.id}@${e.version}:${e.fingerprint}`)
      .sort()
      .join(),
  );
  if (previous?.model.version === version) return previous.model;
  return buildModel(entities as { document: EntityDocument; version: number }[], registry, version);
}

/** Reads contents once: a version never changes. */
export class VersionCache {
  private readonly versions = new Map<string, Omit<Published, 'package'>>();

  async read(db: Queryable, id: string, version: number): Promise<AnyDocument | undefined> {
    await this.fill(db, [{ id, version }]);
    return this.get(id, version)?.document;
  }

  async fill(db: Queryable, wanted: readonly { readonly id: string; readonly version: number }[]): Promise<void> {
    const missing = wanted.filter(({ id, version }) => !this.get(id, version));
    for (const { id, version, content } of await readContents(db, missing)) {
      const document = freeze(JSON.parse(content) as AnyDocument);
      this.versions.set(`${id}@${version}`, { document, version, fingerprint: fingerprintOf(content) });
    }
  }

  get(id: string, version: number): Omit<Published, 'package'> | undefined {
    return this.versions.get(`${id}@${version}`);
  }
}

/** What the database holds as published now. Entries of versions known before are the same objects as before. */
export async function readState(
  db: Queryable,
  cache: VersionCache,
  registry: Registry,
  previous?: State,
): Promise<State> {
  const rows = await readPublished(db);
  await cache.fill(db, rows);
  const entries = rows.flatMap(({ id, version, package: owner }): Published[] => {
    const before = previous?.byId.get(id);
    if (before?.version === version && before.package === owner) return [before];
    const content = cache.get(id, version);
    return content ? [{ ...content, package: owner }] : [];
  });
  return buildState(entries, registry, previous);
}

/** The names a document may refer to in `state`; `before` is what is published while `state` is only a candidate. */
export function namesOf(state: State, before: State, registry: Registry, formats: Formats): Names {
  const set = (kind: Kind): ReadonlySet<string> => new Set(state.byName.get(kind)?.keys() ?? []);
  return {
    model: state.model,
    registry,
    roles: set('role'),
    reports: set('report'),
    dashboards: set('dashboard'),
    forms: set('form'),
    flows: set('flow'),
    all: (kind) => [...state.byId.values()].map((e) => e.document).filter((document) => document.kind === kind),
    before: (id) => before.byId.get(id)?.document,
    checkOptions: (unit, options, path) => formats.checkOptions(unit, options, path),
  };
}

/** Documents in memory are shared by everybody: nobody may change one by accident. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}
