import { RecordCreate } from '@/components/record/RecordCreate';
import { read } from '../../../../_server/page';

export default async function NewRecordPage(props: {
  params: Promise<{ entity: string }>;
  searchParams: Promise<{ from?: string }>;
}) {
  const [{ entity }, { from }] = await Promise.all([props.params, props.searchParams]);
  const [opened, copied] = await Promise.all([
    read('form.open', { entity }),
    from === undefined ? undefined : read('record.get', { entity, id: from }),
  ]);
  return <RecordCreate opened={opened} copied={copied} />;
}
