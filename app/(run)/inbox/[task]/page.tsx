import { Inbox } from '@/components/inbox/Inbox';
import { read } from '../../../_server/page';

export default async function TaskPage({ params }: { params: Promise<{ task: string }> }) {
  const { task } = await params;
  return <Inbox tasks={await read('task.list', { state: 'open', size: 100 })} open={task} />;
}
