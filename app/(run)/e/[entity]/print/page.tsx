import { PrintPage } from '@/components/record/print/PrintPage';
import { read } from '../../../../_server/page';

export default async function PrintRecordsPage(props: {
  params: Promise<{ entity: string }>;
  searchParams: Promise<{ records?: string; form?: string }>;
}) {
  const [{ entity }, { records, form }] = await Promise.all([props.params, props.searchParams]);
  const ids = typeof records === 'string' ? records.split(',') : [];
  const asked = typeof form === 'string' ? { form } : {};
  return <PrintPage data={await read('record.print', { entity, records: ids, ...asked })} {...asked} />;
}
