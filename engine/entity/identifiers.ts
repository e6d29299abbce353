/** Names as PostgreSQL knows them. The one place that quotes an identifier. */

/** PostgreSQL cuts longer names silently (NAMEDATALEN − 1). */
const MAX_BYTES = 63;

/** A name, ready to stand in SQL. Throws for what PostgreSQL would cut or misread; such a name is never written. */
export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0') || new TextEncoder().encode(name).length > MAX_BYTES) {
    throw new RangeError(`Not a name PostgreSQL can keep: ${JSON.stringify(name)}`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"data"."invoice"` */
export const quoteTable = (table: { readonly schema: string; readonly name: string }): string =>
  `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;

/** A text constant, for statements that take no parameters (comments on tables). */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Table of line items: `invoice__rows`. Two long names are shortened and told apart by a checksum of both. */
export function childTableName(entity: string, field: string): string {
  const plain = `${entity}__${field}`;
  if (plain.length <= MAX_BYTES) return plain;
  return `${entity.slice(0, 26)}__${field.slice(0, 26)}_${checksum(plain)}`;
}

/** FNV-1a, 32 bits, as 8 hex digits (Fowler, Noll, Vo): only to keep two shortened names apart. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
