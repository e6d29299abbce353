import { Keys } from '@/components/admin/Keys';
import { mustHave, read } from '../../../_server/page';

export default async function KeysPage() {
  await mustHave('keys');
  return <Keys initial={await read('key.list', {})} />;
}
