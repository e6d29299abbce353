import { ReportBuilder } from '@/components/report/builder/ReportBuilder';

export default async function ReportBuilderPage(props: {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ entity?: string }>;
}) {
  const [{ name }, { entity }] = await Promise.all([props.params, props.searchParams]);
  return <ReportBuilder name={name} entity={entity} />;
}
