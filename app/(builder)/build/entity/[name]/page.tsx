import { FormBuilder } from '@/components/form/builder/FormBuilder';
import { NewEntity } from '@/components/form/builder/NewEntity';

export default async function EntityBuilderPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  return name === 'new' ? <NewEntity /> : <FormBuilder key={name} entity={name} />;
}
