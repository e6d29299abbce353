/** New reports and dashboards: they exist in this browser only until their first change is saved. */
import { freshDocument, nameFrom, type LoadedDocument } from '@/components/builder/documents/documents';
import { loadDocument } from '@/components/builder/documents/useLoadDocuments';
import { call } from '@/components/lib/call';
import type { Kind } from '@/engine/kernel/api';
import type { AnyDocument, ReportDocument } from '@/engine/kernel/documents.generated';
import type { Text } from '@/engine/kernel/text';
import { newDashboard } from '@/engine/report/edit/dashboard';
import { newReport } from '@/engine/report/edit/report';

/** The name in the address of a builder that begins with nothing. */
export const NEW = 'new';

export async function freeName(kind: Kind, signal?: AbortSignal): Promise<string> {
  const { documents } = await call('document.list', { kind }, signal);
  return nameFrom('', new Set(documents.map((one) => one.name)), kind);
}

/** About which records a new report asks first: those named, else those people work with most, else any. */
async function firstEntity(wanted: string | undefined, signal?: AbortSignal): Promise<string> {
  const { entities } = await call('entity.list', {}, signal);
  const known = entities.find((one) => one.name === wanted);
  return (known ?? entities.find((one) => !one.isPlatform) ?? entities[0])?.name ?? '';
}

export async function loadReport(name: string, label: Text, entity: string | undefined, signal: AbortSignal) {
  if (name !== NEW) return [await loadDocument({ kind: 'report', name }, signal)];
  const [free, about] = await Promise.all([freeName('report', signal), firstEntity(entity, signal)]);
  return [freshDocument(newReport(free, label, about))];
}

/** The board, and with it the questions that were made on it and are not published yet: they are published together. */
export async function loadDashboard(
  name: string,
  label: Text,
  signal: AbortSignal,
): Promise<readonly LoadedDocument[]> {
  if (name === NEW) return [freshDocument(newDashboard(await freeName('dashboard', signal), label))];
  const board = await loadDocument({ kind: 'dashboard', name }, signal);
  const { documents } = await call('document.list', { kind: 'report' }, signal);
  const shown = new Set(board.document.kind === 'dashboard' ? board.document.tiles.map((tile) => tile.report) : []);
  const unpublished = documents.filter((one) => one.version === null && shown.has(one.name));
  return [
    board,
    ...(await Promise.all(unpublished.map((one) => loadDocument({ kind: 'report', name: one.name }, signal)))),
  ];
}

/** A question asked while composing a board: about the same records as the board's other questions, else about `entity`. */
export async function askNewReport(
  documents: readonly AnyDocument[],
  entity: string | undefined,
): Promise<ReportDocument> {
  const own = documents.filter((one) => one.kind === 'report');
  const { documents: stored } = await call('document.list', { kind: 'report' });
  const taken = new Set([...stored, ...own].map((one) => one.name));
  const label = { 'zh-CN': '新问题', en: 'New question' };
  return newReport(nameFrom('', taken, 'report'), label, await firstEntity(own.at(-1)?.question.entity ?? entity));
}
