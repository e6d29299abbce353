/** What a print page may ask while it is drawn, answered in the name of whoever asked for the paper: files, and operations that only read. */
import type { Viewer } from '../../kernel/viewer';
import { problemResponse, problemsOf } from '../http/answer';
import type { Doors } from '../http/door';
import { downloadFile } from '../http/files';
import { runOperation } from '../http/records';

/** @returns undefined for everything else: nothing is changed from paper */
export async function answerPaper(doors: Doors, viewer: Viewer, request: Request): Promise<Response | undefined> {
  const url = new URL(request.url);
  const [, what, name, ...more] = url.pathname.split('/').slice(2);
  if (what === undefined || name === undefined || more.length > 0) return undefined;
  const visit = { doors, request, url, params: [name], viewer, door: 'screen' as const };
  try {
    if (what === 'files' && request.method === 'GET') return await downloadFile(visit);
    const isRead = doors.operations.get(name)?.isReadOnly === true;
    if (what === 'operations' && request.method === 'POST' && isRead) return await runOperation(visit);
    return undefined;
  } catch (error) {
    return problemResponse(doors.host.registry.problems, problemsOf(error, doors.host.ids), viewer.locale);
  }
}
