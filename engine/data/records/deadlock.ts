const DEADLOCK = '40P01';
const TRIES = 8;

/**
 * Runs a write again that PostgreSQL ended because it and another waited for each other. Roll-ups lock the records they
 * write in the order of their ids, so that a statement never waits in a ring with its like; a transaction of several
 * statements (a flow), or a formula that reads from where another rolls up to, still can. Nothing of the ended write
 * stays. Inside a caller's transaction there is nothing to run again: the caller does.
 */
export async function afterDeadlock<T>(isOwn: boolean, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!isOwn || attempt === TRIES || (error as { code?: string }).code !== DEADLOCK) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}
