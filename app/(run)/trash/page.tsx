import { Trash } from '@/components/audit/Trash';
import { read } from '../../_server/page';

export default async function TrashPage({ searchParams }: { searchParams: Promise<{ entity?: string }> }) {
  const { entity } = await searchParams;
  const input = typeof entity === 'string' ? { entity } : {};
  return <Trash input={input} initial={await read('trash.list', input)} />;
}
