import { readPrefill } from '@/components/record/prefill';
import { RecordCreate } from '@/components/record/RecordCreate';
import { read } from '../../../../_server/page';

export default async function NewRecordPage(props: {
  params: Promise<{ entity: string }>;
  searchParams: Promise<{ from?: string; with?: string | string[]; form?: string }>;
}) {
  const [{ entity }, { from, with: given, form }] = await Promise.all([props.params, props.searchParams]);
  const [opened, copied] = await Promise.all([
    read('form.open', { entity, ...(form === undefined ? {} : { form }) }),
    from === undefined ? undefined : read('record.get', { entity, id: from }),
  ]);
  return (
    <RecordCreate
      isNamed={form !== undefined}
      opened={opened}
      copied={copied}
      given={readPrefill(given, opened.editable)}
    />
  );
}
