/** A write together with what the rules of its form say about it. */
import type { SaidProblem, WrittenRecord } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import { sentence, type Problem } from '../../kernel/problems';
import type { Call } from '../contract';

/** Runs a write; what rules say without standing in the way is told in the writer's language as `$warnings`. */
export async function warned(call: Call, write: (call: Call) => Promise<WrittenRecord>): Promise<WrittenRecord> {
  // A write that is tried again (somebody else was faster) says everything again: the last time counts.
  let warnings: readonly Problem[] = [];
  const record = await write({ ...call, warn: (found) => (warnings = found) });
  if (warnings.length === 0) return record;
  const { problems } = call.host.registry;
  const said = warnings.map((one): SaidProblem => ({ ...one, message: sentence(problems, one, call.viewer.locale) }));
  return { ...record, $warnings: said as unknown as Json };
}
