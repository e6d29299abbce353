/** All problems of documents that are to be published together, those they would cause elsewhere included. */
import { keepFormerNames, normalizeEntity } from '../../entity/normalize';
import type { Names } from '../../kernel/contract';
import type { AnyDocument } from '../../kernel/documents.generated';
import { isPrototypeKey } from '../../kernel/json';
import { isName } from '../../kernel/names';
import { problem, type Problem } from '../../kernel/problems';
import type { Registry } from '../../kernel/registry';
import type { Secrets } from '../../kernel/secrets';
import type { Text } from '../../kernel/text';
import type { DocumentProblem } from '../contract';
import type { Formats } from './documents-formats';
import { buildState, fingerprintOf, namesOf, type Published, type State } from './documents-state';

export interface Checker {
  readonly registry: Registry;
  readonly formats: Formats;
  /** For fields whose encryption is turned on or off. */
  readonly secrets?: Secrets | undefined;
}
/** Everything as it would be after the publication. */
export interface Candidate {
  readonly state: State;
  /** The documents given, with their former names; those that do not satisfy their schema are not part of `state`. */
  readonly documents: readonly AnyDocument[];
  readonly problems: readonly DocumentProblem[];
}
const MAX_BYTES = 1_000_000;

/** @param removed ids of published documents that are taken away */
export function checkTogether(
  given: readonly AnyDocument[],
  removed: ReadonlySet<string>,
  before: State,
  checker: Checker,
): Candidate {
  const problems: DocumentProblem[] = [];
  const sound: AnyDocument[] = [];
  for (const document of given) {
    const faults = [...checkShape(document), ...checker.formats.checkDocument(document)];
    if (faults.length === 0) sound.push(normalize(document, before));
    else problems.push(...placed(document, faults));
  }
  const state = stateWith(sound, removed, before, checker.registry);
  const names = namesOf(state, before, checker.registry, checker.formats);
  for (const document of sound) problems.push(...placed(document, checkOne(document, names)));
  problems.push(...checkOthers(sound, removed, before, state, checker));
  return { state, documents: sound, problems };
}

/** Former names are added, whatever the editor made of them. */
function normalize(document: AnyDocument, state: State): AnyDocument {
  const before = state.byId.get(document.id)?.document;
  if (document.kind === 'entity') return normalizeEntity(document, before?.kind === 'entity' ? before : undefined);
  return keepFormerNames(document, before);
}

function stateWith(
  documents: readonly AnyDocument[],
  removed: ReadonlySet<string>,
  before: State,
  registry: Registry,
): State {
  const entries = new Map([...before.byId].filter(([id]) => !removed.has(id)));
  for (const document of documents) {
    const old = before.byId.get(document.id);
    entries.set(document.id, {
      document,
      version: (old?.version ?? 0) + 1,
      package: old?.package ?? '',
      fingerprint: fingerprintOf(JSON.stringify(document)),
    });
  }
  return buildState(entries.values(), registry, before);
}

/** What no JSON Schema says: size, and keys that reach an object's prototype. */
function checkShape(document: AnyDocument): readonly Problem[] {
  if (JSON.stringify(document).length > MAX_BYTES) return [problem('document.tooBig', [], { limit: MAX_BYTES / 1000 })];
  const problems: Problem[] = [];
  const visit = (node: unknown, at: Problem['path']): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const place = [...at, Array.isArray(node) ? Number(key) : key];
      if (isPrototypeKey(key)) problems.push(problem('document.badKey', place, { key }));
      visit(value, place);
    }
  };
  visit(document, []);
  return problems;
}

function checkOne(document: AnyDocument, names: Names): readonly Problem[] {
  const kind = names.registry.documentKinds.get(document.kind);
  if (!kind) return [problem('document.kindUnknown', ['kind'], { kind: document.kind })];
  const problems = checkNaming(document, names);
  // The registry holds kinds of every document type; each checks only documents of its own kind.
  const check = kind.check?.bind(kind) as ((document: AnyDocument, names: Names) => readonly Problem[]) | undefined;
  return check ? [...problems, ...check(document, names)] : problems;
}

function checkNaming({ id, kind, name, label }: AnyDocument, names: Names): Problem[] {
  const problems: Problem[] = [];
  if (!isName(name)) problems.push(problem('document.nameInvalid', ['name'], { name }));
  if (!label['zh-CN'].trim() && !label.en.trim()) problems.push(problem('document.labelEmpty', ['label']));
  for (const other of names.all(kind)) {
    if (other.id !== id && (other.name === name || other.aliases?.includes(name))) {
      problems.push(problem('document.nameTaken', ['name'], { name, other: other.label }));
    }
  }
  return problems;
}

/** What the publication breaks in documents that are not part of it. Faults they had before are not held against it. */
function checkOthers(
  given: readonly AnyDocument[],
  removed: ReadonlySet<string>,
  before: State,
  after: State,
  checker: Checker,
): readonly DocumentProblem[] {
  const isGiven = new Set(given.map((document) => document.id));
  const others = [...after.byId.values()].filter((entry) => !isGiven.has(entry.document.id));
  const broken = causedBy(others, before, after, checker);
  const problems = [...broken].flatMap(([entry, faults]) => placed(entry.document, faults));
  return broken.size === 0 ? [] : [...inUse([...broken.keys()], removed, before, checker), ...problems];
}

const keyOf = ({ code, path }: Problem): string => `${code} ${JSON.stringify(path)}`;

/** The faults documents have with `after` and did not have with `before`. */
function causedBy(
  entries: readonly Published[],
  before: State,
  after: State,
  { registry, formats }: Checker,
): ReadonlyMap<Published, readonly Problem[]> {
  const now = namesOf(after, before, registry, formats);
  const was = namesOf(before, before, registry, formats);
  const broken = new Map<Published, readonly Problem[]>();
  for (const entry of entries) {
    const faults = checkOne(entry.document, now);
    if (faults.length === 0) continue;
    const known = new Set(checkOne(entry.document, was).map(keyOf));
    const caused = faults.filter((fault) => !known.has(keyOf(fault)));
    if (caused.length > 0) broken.set(entry, caused);
  }
  return broken;
}

/** One sentence for each document that cannot go, naming who needs it. */
function inUse(
  users: readonly Published[],
  removed: ReadonlySet<string>,
  before: State,
  checker: Checker,
): readonly DocumentProblem[] {
  return [...removed].flatMap((id) => {
    const document = before.byId.get(id)?.document;
    if (!document) return [];
    const without = stateWith([], new Set([id]), before, checker.registry);
    const own = [...causedBy(users, before, without, checker).keys()];
    if (own.length === 0) return [];
    const data = { label: document.label, users: listOf(own, checker.registry) };
    return placed(document, [problem('document.inUse', [], data)]);
  });
}

function listOf(users: readonly Published[], registry: Registry): Text {
  const shown = users.slice(0, 5).map(({ document }) => {
    const kind = registry.documentKinds.get(document.kind)?.label;
    return {
      'zh-CN': `${kind?.['zh-CN'] ?? ''}“${document.label['zh-CN']}”`,
      en: `the ${kind?.en.toLowerCase() ?? ''} “${document.label.en}”`,
    };
  });
  const rest = users.length - shown.length;
  return {
    'zh-CN': shown.map((t) => t['zh-CN']).join('、') + (rest > 0 ? `等 ${users.length} 处` : ''),
    en: shown.map((t) => t.en).join(', ') + (rest > 0 ? ` and ${rest} more` : ''),
  };
}

export const placed = (document: AnyDocument, problems: readonly Problem[]): readonly DocumentProblem[] =>
  problems.map((found) => ({ ...found, document: { kind: document.kind, name: document.name } }));
