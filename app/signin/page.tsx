import { redirect } from 'next/navigation';
import { SignIn } from '@/components/shell/SignIn';
import { demoPeople } from '../_server/page';
import { viewerIfAny } from '../_server/viewer';

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams;
  // Only a place of our own: an address from outside must not lead a person away.
  const target = next && /^\/(?![/\\])/.test(next) ? next : '/';
  if (await viewerIfAny()) redirect(target);
  return <SignIn next={target} demo={await demoPeople()} />;
}
