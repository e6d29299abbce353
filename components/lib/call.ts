'use client';
/** The browser's side of the operations: typed calls, and hooks that cache what was read. */
import { useMutation, useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query';
import type { Input, OperationName, Output, ProblemJson, SaidProblem } from '@/engine/kernel/api';
import { door } from './door';

/** What a failed call throws: the problems with their sentences, ready to be shown. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly SaidProblem[];
  readonly body: ProblemJson;
  constructor(body: ProblemJson) {
    super(body.detail || body.title);
    this.name = 'CallError';
    this.status = body.status;
    this.code = body.code;
    this.problems = body.problems ?? [];
    this.body = body;
  }
}

const offline = (detail: string): ProblemJson => ({
  type: 'about:blank',
  status: 0,
  title: detail,
  detail,
  code: 'network',
  problems: [],
});

/** What this device knows itself when the server cannot be reached; undefined: nothing. */
type AnswerHere = <N extends OperationName>(name: N, input: Input<N>) => Promise<Output<N> | undefined>;
let answerHere: AnswerHere | undefined;
export const setAnswersHere = (answer: AnswerHere | undefined): void => {
  answerHere = answer;
};

/** Asks for one operation. Throws CallError; status 0 means that neither the server could be reached nor this device knows. */
export async function call<N extends OperationName>(
  name: N,
  input: Input<N>,
  signal?: AbortSignal,
): Promise<Output<N>> {
  try {
    return await ask(name, input, signal);
  } catch (error) {
    if (!(error instanceof CallError) || error.status !== 0) throw error;
    const known = await answerHere?.(name, input).catch(() => undefined);
    if (known === undefined) throw error;
    return known;
  }
}

async function ask<N extends OperationName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
  let response: Response;
  try {
    response = await door().ask(name, input, signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new CallError(offline(String(error)));
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    // Cut off, or answered by something that is not this server: never an answer.
    throw new CallError(offline(response.statusText || String(error)));
  }
  if (!response.ok) throw new CallError(body as ProblemJson);
  return body as Output<N>;
}

/** Key under which a read is cached; the live stream invalidates by its first two parts. */
export const queryKey = <N extends OperationName>(name: N, input: Input<N>) => [name, input] as const;

/** Reads by an operation and caches the answer. */
export function useRead<N extends OperationName>(
  name: N,
  input: Input<N>,
  options: Partial<UseQueryOptions<Output<N>, CallError>> = {},
) {
  return useQuery<Output<N>, CallError>({
    queryKey: queryKey(name, input),
    queryFn: ({ signal }) => call(name, input, signal),
    ...options,
  });
}

/** Writes by an operation; afterwards the named reads (all of that operation name) are read again. */
export function useWrite<N extends OperationName>(name: N, stale: readonly OperationName[] = []) {
  const client = useQueryClient();
  return useMutation<Output<N>, CallError, Input<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () =>
      Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] }))).then(() => undefined),
  });
}
