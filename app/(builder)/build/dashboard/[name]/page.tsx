import { DashboardBuilder } from '@/components/report/builder/DashboardBuilder';

export default async function DashboardBuilderPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  return <DashboardBuilder name={name} />;
}
