import { ImportList } from '@/components/import/ImportList';
import { mustHave, read } from '../../_server/page';

export default async function ImportsPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await mustHave('import');
  const { entity } = await props.searchParams;
  const filter = typeof entity === 'string' ? { entity } : {};
  return <ImportList initial={await read('import.list', filter)} {...filter} />;
}
