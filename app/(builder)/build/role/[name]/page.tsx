import { RoleBuilder } from '@/components/builder/role/RoleBuilder';

export default async function RoleBuilderPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  return <RoleBuilder key={name} name={name === 'new' ? null : name} />;
}
