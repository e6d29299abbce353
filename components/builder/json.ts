/** Where a text stops being JSON, for people: lines and columns from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** undefined when it is JSON. Browsers say the place in several ways; one that names none is taken as the end. */
export function jsonFault(text: string): JsonFault | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const at = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    const before = text.slice(0, at).split('\n');
    return {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      reason: reason.split(/ in JSON| \(line/)[0]!,
    };
  }
}
