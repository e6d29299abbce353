import { PackageBuilder } from '@/components/builder/package/PackageBuilder';

export default async function PackageBuilderPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  return <PackageBuilder key={name} name={name} />;
}
