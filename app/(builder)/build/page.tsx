import { DocumentsPage } from '@/components/builder/documents/DocumentsPage';
import { read } from '../../_server/page';

export default async function BuildPage() {
  return <DocumentsPage first={await read('document.list', {})} />;
}
