import { Inbox } from '@/components/inbox/Inbox';
import { read } from '../../_server/page';

export default async function InboxPage() {
  return <Inbox tasks={await read('task.list', { state: 'open', size: 100 })} />;
}
