'use server';
import type { Input, OperationName, Output, ProblemJson } from '@/engine/kernel/api';
import { getHost } from './host';
import { viewerIfAny } from './viewer';

/** The one Server Action: any operation, in the name of whoever is signed in. Problems are returned, not thrown. */
export async function callAction<N extends OperationName>(
  name: N,
  input: Input<N>,
): Promise<{ readonly ok: true; readonly output: Output<N> } | { readonly ok: false; readonly problem: ProblemJson }> {
  return getHost().answer(name, input, await viewerIfAny());
}
