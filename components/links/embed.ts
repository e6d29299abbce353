/** What somebody pastes into a page of their own site to show a form there. */
import { HEIGHT_MESSAGE } from '@/components/guest/frame';

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param address of the link, with its origin. The script follows the height of its own frame and nothing else. */
export function snippetOf(address: string, title: string): string {
  const { origin } = new URL(address);
  return [
    `<iframe src="${attribute(address)}?embed=1" title="${attribute(title)}" style="width:100%;border:0" height="600"`,
    '  loading="lazy" referrerpolicy="no-referrer" allow="camera; geolocation"></iframe>',
    '<script>',
    "addEventListener('message', function (event) {",
    `  if (event.origin !== ${JSON.stringify(origin)} || !event.data || event.data.type !== '${HEIGHT_MESSAGE}') return;`,
    "  document.querySelectorAll('iframe').forEach(function (frame) {",
    "    if (frame.contentWindow === event.source) frame.style.height = Number(event.data.height) + 'px';",
    '  });',
    '});',
    '</script>',
  ].join('\n');
}
