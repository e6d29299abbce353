import { listQuery, readListState } from '@/components/record/listState';
import { RecordList } from '@/components/record/RecordList';
import { read } from '../../../_server/page';

export default async function ListPage(props: {
  params: Promise<{ entity: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { entity: name } = await props.params;
  const query = await props.searchParams;
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : null);
  const entity = await read('entity.get', { entity: name });
  const state = readListState({ get: one });
  const first = await read('record.list', listQuery(entity, state));
  return <RecordList key={entity.name} entity={entity} first={first} firstState={state} />;
}
