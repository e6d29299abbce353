import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { GuestPage } from '@/components/guest/GuestPage';
import { say } from '@/engine/kernel/text';
import { openLink } from '../../_server/guest';
import { pageLocale } from '../../_server/page';

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ [name: string]: string | string[] | undefined }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ opened }, { locale }] = await Promise.all([openLink((await params).token), pageLocale()]);
  return { title: opened ? say(opened.title, locale) : 'Trellis', robots: { index: false, follow: false } };
}

/** A form that is filled in, or a record that is looked at, by whoever has the link. */
export default async function LinkPage({ params, searchParams }: Props) {
  const [{ token }, query, { locale }] = await Promise.all([params, searchParams, pageLocale()]);
  const answer = await openLink(token);
  const [only] = answer.opened?.languages ?? [];
  if (only && !answer.opened?.languages.includes(locale)) {
    const asked = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    redirect(`/f/${token}?${new URLSearchParams({ ...Object.fromEntries(asked), lang: only })}`);
  }
  return <GuestPage token={token} answer={answer} query={query} />;
}
