import { Packages } from '@/components/admin/Packages';
import { mustHave, read } from '../../../_server/page';

export default async function PackagesPage() {
  await mustHave('admin');
  return <Packages initial={await read('package.list', {})} />;
}
