import { PrintPage } from '@/components/record/print/PrintPage';
import { read } from '../../../../../_server/page';

export default async function PrintRecordPage(props: {
  params: Promise<{ entity: string; id: string }>;
  searchParams: Promise<{ form?: string }>;
}) {
  const [{ entity, id }, { form }] = await Promise.all([props.params, props.searchParams]);
  const asked = typeof form === 'string' ? { form } : {};
  return <PrintPage data={await read('record.print', { entity, records: [id], ...asked })} {...asked} />;
}
