/** What goes out over HTTP: JSON, and problems as RFC 9457. */
import type { ProblemJson, RecordView, SaidProblem } from '../../kernel/api';
import type { Ids } from '../../kernel/ids';
import { problem, Refusal, sentence, type Problem, type ProblemTable } from '../../kernel/problems';
import { isObject, type Json } from '../../kernel/json';
import type { Locale } from '../../kernel/text';
import { LightResponse } from './response';

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json; charset=utf-8' };
const PROBLEM_HEADERS = { ...HEADERS, 'content-type': 'application/problem+json; charset=utf-8' };

export const json = (value: unknown, status = 200, headers?: { readonly [name: string]: string }): Response =>
  new LightResponse(JSON.stringify(value), {
    status,
    headers: headers ? { ...JSON_HEADERS, ...headers } : JSON_HEADERS,
  });

/** The language for somebody who is not signed in. */
export const askedLocale = (headers: Headers): Locale =>
  /^\s*en\b/i.test(headers.get('accept-language') ?? '') ? 'en' : 'zh-CN';

/** Problems as problem+json. The status is that of the first; its sentence is the detail. */
export function problemJson(table: ProblemTable, problems: readonly Problem[], locale: Locale): ProblemJson {
  const said: SaidProblem[] = problems.map((p) => {
    const { current: _, ...data } = p.data ?? {};
    return { ...p, data, message: sentence(table, p, locale) };
  });
  const first = said[0] ?? { code: 'http.failed', path: [], message: '' };
  const status = table[first.code]?.status ?? 400;
  const current = problems[0]?.data?.current;
  return {
    type: 'about:blank',
    status,
    title: first.message,
    detail: said.map((p) => p.message).join('\n'),
    code: first.code,
    problems: said,
    ...(isObject(current) ? { current: current as unknown as RecordView } : {}),
  };
}

export const problemResponse = (table: ProblemTable, problems: readonly Problem[], locale: Locale): Response => {
  const body = problemJson(table, problems, locale);
  return new LightResponse(JSON.stringify(body), { status: body.status, headers: PROBLEM_HEADERS });
};

/** PostgreSQL's complaints about a caller's value (class 22), which a check should have found: still the caller's to mend. */
const isDataException = (error: unknown): boolean =>
  isObject(error) && typeof error.code === 'string' && /^22...$/.test(error.code) && 'severity' in error;

/** The problems of anything thrown. What was not expected goes to the log under an id and is told in one calm sentence. */
export function problemsOf(error: unknown, ids: Ids): readonly Problem[] {
  if (error instanceof Refusal) return error.problems;
  if (isDataException(error)) {
    return [problem('input.value', [], { at: String((error as { column?: Json }).column ?? '…') })];
  }
  const id = ids.uuid();
  console.error(`[${id}]`, error);
  return [problem('http.failed', [], { id })];
}
