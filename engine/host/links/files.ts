/** What guests may upload: so many files an answer, so large, of such kinds. */
import type { FileView, LinkFiles } from '../../kernel/api';
import { refuse } from '../../kernel/problems';
import type { Text } from '../../kernel/text';
import type { Host } from '../contract';
import type { Doors } from '../http/door';
import type { Linked } from './guest';
import { count } from './rate';

const MB = 1024 * 1024;

/**
 * Counts one more file of this visit. An upload has to name the visit that the page was opened with; its work need not
 * be done yet.
 * @returns how many bytes the file may have
 */
export async function checkUpload(host: Host, { row }: Linked, challenge: string): Promise<number> {
  const visit = host.links.read(challenge);
  if (!visit || visit.link !== row.id) return refuse('link.again');
  const { most, megabytes } = row.settings.files;
  const [files = 0] = await count(host.pool, host.clock.now(), [`files ${visit.id}`]);
  // Who chooses a wrong file takes it out and chooses another.
  if (most === 0 || files > 2 * most) refuse('link.tooManyFiles', [], { limit: most });
  return megabytes * MB;
}

const KINDS: { readonly [kind in LinkFiles]: (mime: string) => boolean } = {
  any: () => true,
  image: (mime) => /^image\/(png|jpeg|gif|webp|heic|heif)$/.test(mime),
  document: (mime) => /^(application\/(pdf|msword|vnd\.(ms-|openxmlformats-))|text\/(plain|csv|markdown))/.test(mime),
};
const WANTED: { readonly [kind in LinkFiles]: Text } = {
  any: { 'zh-CN': '文件', en: 'a file' },
  image: { 'zh-CN': '图片', en: 'a picture' },
  document: { 'zh-CN': '文档', en: 'a document' },
};

/** Refuses what the bytes show to be of another kind, and throws it away. */
export async function stillFits({ pool }: Pick<Doors, 'pool'>, { row }: Linked, file: FileView): Promise<void> {
  const { kinds } = row.settings.files;
  if (KINDS[kinds](file.mime)) return;
  await pool.query("update public.file set at = at - interval '2 days' where id = $1 and record_id is null", [file.id]);
  refuse('link.fileKind', [], { file: file.name.slice(0, 80), wanted: WANTED[kinds] });
}
