import { NewPage } from '@/components/page/builder/NewPage';
import { PageBuilder } from '@/components/page/builder/PageBuilder';

export default async function PageBuilderPage(props: {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ entity?: string; record?: string }>;
}) {
  const [{ name }, { entity, record }] = await Promise.all([props.params, props.searchParams]);
  return name === 'new' ? <NewPage entity={entity} /> : <PageBuilder name={name} record={record} />;
}
