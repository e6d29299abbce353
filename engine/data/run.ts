import type pg from 'pg';

export interface Runnable {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}
/** Runs compiled statements: the pool (each statement on its own) or a transaction. */
export interface Runner {
  run(statement: Runnable): Promise<readonly (readonly unknown[])[]>;
}

/** Rows as lists, in the order of the columns: no object per row whose keys nobody reads. */
export async function run(
  on: { query(config: pg.QueryArrayConfig): Promise<pg.QueryArrayResult> },
  { text, values, name }: Runnable,
): Promise<readonly (readonly unknown[])[]> {
  const config = { text, values: values as unknown[], rowMode: 'array' as const };
  const { rows } = await on.query(name === undefined ? config : { ...config, name });
  return rows as unknown[][];
}

export const runnerOf = (pool: pg.Pool): Runner => ({ run: (statement) => run(pool, statement) });
