import { manifestOf } from '@/components/offline/manifest';
import { pageLocale } from '../_server/page';

/** What makes the screens an app on a phone: name and shortcuts in the person's language. */
export async function GET(): Promise<Response> {
  const { locale } = await pageLocale();
  return Response.json(manifestOf(locale), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'private, no-cache' },
  });
}
