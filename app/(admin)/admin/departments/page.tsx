import { Departments } from '@/components/admin/Departments';
import { mustHave, read } from '../../../_server/page';

export default async function DepartmentsPage() {
  await mustHave('admin');
  return <Departments initial={await read('department.list', {})} />;
}
