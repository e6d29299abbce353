import { Home } from '@/components/inbox/Home';
import { read } from '../_server/page';

export default async function HomePage() {
  return <Home tasks={await read('task.list', { state: 'open', size: 8 })} />;
}
