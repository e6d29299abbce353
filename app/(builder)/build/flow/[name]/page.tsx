import { FlowBuilder } from '@/components/flow/builder/FlowBuilder';
import { NewFlow } from '@/components/flow/builder/NewFlow';

export default async function FlowBuilderPage({
  params,
  searchParams,
}: {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ entity?: string }>;
}) {
  const { name } = await params;
  const { entity } = await searchParams;
  return name === 'new' ? <NewFlow entity={entity} /> : <FlowBuilder name={name} />;
}
