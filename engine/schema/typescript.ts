/** Pieces of TypeScript text. */
import { isObject } from '../kernel/json';

const RESERVED = new Set(
  'any as asserts bigint boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null number object of package private protected public readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield'.split(
    ' ',
  ),
);

/**
 * A name for a type: words in PascalCase. Letters of every script are letters to TypeScript, so a Chinese title is a name.
 */
export function typeName(text: string): string {
  const words = text
    .normalize('NFKC')
    .split(/[^\p{ID_Continue}]+/u)
    .filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const begun = /^[\p{ID_Start}_]/u.test(name) ? name : `T${name}`;
  return RESERVED.has(begun) || begun === 'T' ? `${begun}Type` : begun;
}

/** A key as it stands in a type: quoted unless it is a plain name. */
export const propertyName = (name: string): string =>
  /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) && name !== '__proto__' ? name : JSON.stringify(name);

/** A JSON value as a type. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (!isObject(value)) return typeof value === 'string' ? JSON.stringify(value) : String(value);
  const entries = Object.entries(value).map(([name, inner]) => `${propertyName(name)}: ${literal(inner)}`);
  return entries.length === 0 ? 'Record<string, never>' : `{ ${entries.join('; ')} }`;
}

/** What a schema says of itself, as a comment with a line end; a text cannot end the comment it stands in. */
export function commentOf(node: { readonly [keyword: string]: unknown }, indent: string): string {
  const said = [node.title, node.description].filter(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
  const lines = [...new Set(said)]
    .flatMap((text) => text.split(/\r?\n/))
    .map((line) => line.trim().replaceAll('*/', '* /'));
  if (node.deprecated === true) lines.push('@deprecated');
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`).join('\n')}\n${indent} */\n`;
}
