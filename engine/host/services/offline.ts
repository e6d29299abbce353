/** What devices keep ahead for filling in forms without a network: forms, the records they choose from, a key. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { soundOf } from '../../data/search/sound';
import { folded } from '../../query/search-text';
import type { Input, Output } from '../../kernel/api';
import type { FormDocument } from '../../kernel/documents.generated';
import type { Call } from '../contract';
import { openForm } from './form-open';

/** Records of one answer; the device asks on until it has as many as it keeps. */
const PAGE = 500;

/** The forms marked `offline` whose records the viewer may create, in the order of their names. */
export async function offlineForms(call: Call): Promise<Output<'offline.forms'>> {
  const { host, viewer } = call;
  const access = host.access(viewer);
  const asked = host.documents
    .list('form')
    .map(({ document }) => document as FormDocument)
    .filter((form) => {
      const entity = form.offline === true ? host.model().entity(form.entity) : undefined;
      return entity !== undefined && access.mayCreate(entity);
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { forms: await Promise.all(asked.map(({ entity, name }) => openForm(call, { entity, form: name }))) };
}

/** One page of the records a relation may lead to, as far as the viewer may read them, with their sounds. */
export async function offlineRecords(call: Call, input: Input<'offline.records'>): Promise<Output<'offline.records'>> {
  const { rows, next } = await call.host.records.list(call, {
    entity: input.entity,
    fields: input.fields ?? [],
    sort: [{ field: 'updated_at', direction: 'desc' }],
    page: { size: PAGE, ...(input.after === undefined ? {} : { after: input.after }) },
  });
  const records = rows.map((record) => {
    const sound = soundOf(folded(record.title));
    return { record, ...(sound === null ? {} : { sound }) };
  });
  return { records, next };
}

/**
 * The key of a person for what waits on their devices while somebody else, or nobody, is signed in there. Derived from a
 * secret of its own, so that it is the same on every device and after every sign-in, and kept nowhere.
 */
export async function offlineKey({ host, viewer }: Call): Promise<string> {
  return createHmac('sha256', await offlineSecret(host.pool))
    .update(viewer.id)
    .digest('base64');
}

async function offlineSecret(pool: Pool): Promise<string> {
  const made = JSON.stringify(randomBytes(32).toString('base64url'));
  await pool.query(`insert into setting (key, value) values ('offlineSecret', $1) on conflict do nothing`, [made]);
  const { rows } = await pool.query<{ value: string }>(`select value from setting where key = 'offlineSecret'`);
  return rows[0]!.value;
}
