import { People } from '@/components/admin/People';
import { mustHave, read } from '../../../_server/page';

export default async function PeoplePage() {
  await mustHave('admin');
  return <People initial={await read('person.list', {})} />;
}
