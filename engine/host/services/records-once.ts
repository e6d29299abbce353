import { refuse } from '../../kernel/problems';
import type { Writing } from './records-context';

/**
 * Runs `fn` unless the same person has used this key before; gives the result kept with the key. Two calls at once: the
 * second waits for the first to commit. Needs a transaction.
 */
export async function once(
  write: Writing,
  entry: { readonly key: string; readonly operation: string; readonly result: string },
  fn: () => Promise<void>,
): Promise<string> {
  const person = write.call.viewer.id;
  const made = await write.runner.run({
    text: `insert into public.idempotency_key (person_id, key, operation, result, at) values ($1, $2, $3, $4, $5)
      on conflict do nothing returning 1`,
    values: [person, entry.key, entry.operation, entry.result, write.now],
  });
  if (made.length > 0) {
    await fn();
    return entry.result;
  }
  const [row] = await write.runner.run({
    text: 'select operation, result from public.idempotency_key where person_id = $1 and key = $2',
    values: [person, entry.key],
  });
  if (!row || row[0] !== entry.operation) return refuse('record.keyUsed', ['key']);
  return row[1] as string;
}
