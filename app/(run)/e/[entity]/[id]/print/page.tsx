import { PrintSheet } from '@/components/record/print/PrintSheet';
import { read } from '../../../../../_server/page';

export default async function PrintRecordPage(props: {
  params: Promise<{ entity: string; id: string }>;
  searchParams: Promise<{ form?: string }>;
}) {
  const [{ entity, id }, { form }] = await Promise.all([props.params, props.searchParams]);
  const asked = typeof form === 'string' ? { form } : {};
  return <PrintSheet opened={await read('form.open', { entity, record: id, ...asked })} />;
}
