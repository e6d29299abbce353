import { RecordPage } from '@/components/record/RecordPage';
import { read } from '../../../../_server/page';

export default async function ShowRecordPage({ params }: { params: Promise<{ entity: string; id: string }> }) {
  const { entity, id } = await params;
  return <RecordPage key={id} opened={await read('page.open', { entity, record: id })} />;
}
