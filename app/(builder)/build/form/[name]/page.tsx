import { FormBuilder } from '@/components/form/builder/FormBuilder';

export default async function FormBuilderPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  return <FormBuilder key={name} form={name} />;
}
