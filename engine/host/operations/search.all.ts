import type { Output } from '../../kernel/api';
import { say } from '../../kernel/text';
import { defineOperation, type Call } from '../contract';
import { bestRecords } from '../services/records-read';

const RECORDS_PER_ENTITY = 5;
const MOST_DOCUMENTS = 10;

/** Records by their words in every entity the viewer may read, and, for those who build, documents by name and label. */
export default defineOperation<'search.all'>({
  name: 'search.all',
  may: 'signedIn',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { text: { type: 'string', maxLength: 200 } },
    required: ['text'],
    additionalProperties: false,
  },
  async run({ text }, call) {
    const wanted = text.trim();
    if (wanted === '') return { records: [], documents: [] };
    const [records, documents] = await Promise.all([findRecords(call, wanted), findDocuments(call, wanted)]);
    return { records, documents };
  },
});

async function findRecords(call: Call, search: string): Promise<Output<'search.all'>['records']> {
  const { host, viewer } = call;
  const access = host.access(viewer);
  const entities = host
    .model()
    .entities.filter((entity) => !entity.isPlatform && !entity.parent && access.scope(entity, 'read') !== 'none');
  const found = await Promise.all(
    entities.map(async (entity) => {
      const links = await bestRecords(call, entity.name, search, RECORDS_PER_ENTITY);
      return links.map((link) => ({ entity: entity.name, entityLabel: entity.label, ...link }));
    }),
  );
  return found.flat();
}

async function findDocuments({ host, viewer }: Call, search: string): Promise<Output<'search.all'>['documents']> {
  if (!viewer.permissions.includes('build')) return [];
  const small = search.toLowerCase();
  const summaries = await host.documents.summaries();
  return summaries
    .filter(({ name, label }) => `${name} ${say(label, 'zh-CN')} ${say(label, 'en')}`.toLowerCase().includes(small))
    .slice(0, MOST_DOCUMENTS);
}
