import { RecordCreate } from '@/components/record/RecordCreate';
import { read } from '../../../../_server/page';

export default async function NewRecordPage({ params }: { params: Promise<{ entity: string }> }) {
  const { entity } = await params;
  return <RecordCreate opened={await read('form.open', { entity })} />;
}
