import { AuditLog } from '@/components/audit/AuditLog';
import { mustHave, read } from '../../../_server/page';

export default async function AuditPage() {
  await mustHave('admin');
  return <AuditLog initial={await read('audit.list', {})} />;
}
