import { FormBuilder } from '@/components/form/builder/FormBuilder';
import { NewEntity } from '@/components/form/builder/NewEntity';

interface Props {
  readonly params: Promise<{ name: string }>;
  readonly searchParams: Promise<{ from?: string | string[] }>;
}

export default async function EntityBuilderPage({ params, searchParams }: Props) {
  const { name } = await params;
  const { from } = await searchParams;
  const beginning = typeof from === 'string' ? from : undefined;
  return name === 'new' ? <NewEntity key={beginning} from={beginning} /> : <FormBuilder key={name} entity={name} />;
}
