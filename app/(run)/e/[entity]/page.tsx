import { definitionOf, firstPage, questionOf, readListState, shownOf, viewOf } from '@/components/record/listState';
import { RecordList } from '@/components/record/RecordList';
import { read } from '../../../_server/page';

export default async function ListPage(props: {
  params: Promise<{ entity: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { entity: name } = await props.params;
  const query = await props.searchParams;
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : null);
  const [entity, views] = await Promise.all([
    read('entity.get', { entity: name }),
    read('view.list', { entity: name }),
  ]);
  const state = readListState({ get: one });
  const shown = shownOf(definitionOf(viewOf(views, state)), state);
  const first = await read('record.list', firstPage(entity, shown, state.search));
  const asked = questionOf(entity, shown, state.search);
  return <RecordList key={entity.name} entity={entity} views={views} first={first} asked={asked} />;
}
