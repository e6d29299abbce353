import { ReportView } from '@/components/report/ReportView';
import { read } from '../../../_server/page';

export default async function ReportPage({ params }: { params: Promise<{ report: string }> }) {
  const { report } = await params;
  return <ReportView opened={await read('report.run', { report })} />;
}
