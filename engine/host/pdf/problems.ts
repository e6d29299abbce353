/** Words of what keeps a PDF from being made. */
import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, en: string, zh: string) => ({ status, words: { 'zh-CN': zh, en } });

export const pdfProblems: ProblemTable = {
  'pdf.noBrowser': words(
    503,
    'This server has no Chromium to make PDFs with. Print from the browser and choose “Save as PDF”; an administrator can run “npx playwright install chromium” or set TRELLIS_CHROMIUM.',
    '服务器上没有可用于生成 PDF 的 Chromium。请用浏览器打印并选择“另存为 PDF”；管理员可运行“npx playwright install chromium”或设置 TRELLIS_CHROMIUM。',
  ),
  'pdf.noPages': words(
    503,
    'This process does not serve pages and does not know where they are. An administrator sets TRELLIS_URL.',
    '当前进程不提供页面，也不知道页面的地址。请管理员设置 TRELLIS_URL。',
  ),
  'pdf.busy': words(
    503,
    'Many PDFs are being made just now. Try again in a moment, or print from the browser.',
    '正在生成的 PDF 较多，请稍后再试，或用浏览器打印。',
  ),
  'pdf.slow': words(
    503,
    'The PDF took longer than {seconds} s and was given up. Print fewer records at once, or print from the browser.',
    'PDF 生成超过 {seconds} 秒，已停止。请减少一次打印的记录，或用浏览器打印。',
  ),
  'pdf.failed': words(
    503,
    'The browser that makes PDFs did not finish. Try again, or print from your browser.',
    '生成 PDF 的浏览器未能完成，请重试，或用浏览器打印。',
  ),
};
