import { DashboardBuilder } from '@/components/report/builder/DashboardBuilder';

export default async function DashboardBuilderPage(props: {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ entity?: string }>;
}) {
  const [{ name }, { entity }] = await Promise.all([props.params, props.searchParams]);
  return <DashboardBuilder name={name} entity={entity} />;
}
