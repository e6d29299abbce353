import { notFound } from 'next/navigation';
import { RecordPage } from '@/components/record/RecordPage';
import { read } from '../../../../_server/page';

export default async function ShowRecordPage({ params }: { params: Promise<{ entity: string; id: string }> }) {
  const { entity, id } = await params;
  const { record, ...opened } = await read('form.open', { entity, record: id });
  if (!record) notFound();
  return <RecordPage key={id} opened={{ ...opened, record }} />;
}
