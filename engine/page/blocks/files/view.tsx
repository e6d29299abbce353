'use client';
import { FileList } from '@/components/page/FileList';
import type { BlockProps } from '@/components/page/context';

export default function FilesBlock({ title }: BlockProps) {
  return <FileList title={title} />;
}
