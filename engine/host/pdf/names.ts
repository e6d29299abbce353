/** What a PDF is called. */
import { zoneWall } from '../../expression/zone';
import type { Viewer } from '../../kernel/viewer';

/** At most so many characters of a title. */
const MOST = 80;

/** `title 2026-11-22.pdf`: without what file systems refuse, and the day where the reader is. */
export function pdfName(title: string, now: Date, { timeZone }: Pick<Viewer, 'timeZone'>): string {
  const clean = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const short = [...clean].slice(0, MOST).join('').trim();
  return `${short || 'PDF'} ${zoneWall(now.getTime(), timeZone).slice(0, 10)}.pdf`;
}
