/** What of an operation's input goes into the audit log: enough to know what was done, no secret, nothing huge. */
import { isUuid } from '../../kernel/ids';
import { isObject } from '../../kernel/json';

const SECRET = /password|secret|token|^key$/i;
const LONGEST_TEXT = 200;
const MOST_ITEMS = 20;
const MOST_KEYS = 50;
const DEEPEST = 6;
const LONGEST = 4_000;

function shortened(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_ITEMS).map((item: unknown) => shortened(item, depth + 1));
    return value.length > MOST_ITEMS ? [...items, `… ${value.length}`] : items;
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_KEYS)
      .map(([name, item]) => [name, SECRET.test(name) ? '•••' : shortened(item, depth + 1)]),
  );
}

/** JSON text of at most 4,000 characters. */
export function detailsOf(input: unknown): string {
  const text = JSON.stringify(shortened(input, 0)) ?? 'null';
  return text.length > LONGEST ? JSON.stringify({ cut: text.slice(0, LONGEST - 100) }) : text;
}

const NAMES = ['email', 'name', 'label', 'entity', 'id', 'person', 'job', 'file'] as const;

/** The first word (an id is none) that says what the input is about: of `{refs: [{kind, name}]}` the names. */
export function subjectOf(input: unknown): string | null {
  if (!isObject(input)) return null;
  if (Array.isArray(input.refs)) {
    const names = input.refs
      .slice(0, 5)
      .map((ref: unknown) => (isObject(ref) ? `${String(ref.kind)} ${String(ref.name)}` : ''));
    return names.join(', ').slice(0, LONGEST_TEXT);
  }
  if (typeof input.kind === 'string' && typeof input.name === 'string') return `${input.kind} ${input.name}`;
  if (isObject(input.document)) return subjectOf(input.document);
  return (
    NAMES.map((name) => input[name])
      .find(isWord)
      ?.slice(0, LONGEST_TEXT) ?? null
  );
}
const isWord = (value: unknown): value is string => typeof value === 'string' && value !== '' && !isUuid(value);
