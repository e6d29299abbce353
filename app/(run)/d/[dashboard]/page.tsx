import { DashboardView } from '@/components/report/DashboardView';
import { read } from '../../../_server/page';

export default async function DashboardPage({ params }: { params: Promise<{ dashboard: string }> }) {
  const { dashboard } = await params;
  return <DashboardView opened={await read('dashboard.open', { dashboard })} />;
}
