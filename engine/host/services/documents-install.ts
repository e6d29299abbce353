/** Packages: folders of documents that are installed, compared, written out and taken away as one. */
import fs from 'node:fs';
import path from 'node:path';
import type { AnyDocument } from '../../kernel/documents.generated';
import type { Author, DocumentPlan, Host, Publication } from '../contract';
import { Refusal } from '../../kernel/problems';
import { readFolder, writeFolder } from './documents-files';

type Documents = Pick<Host, 'documents'>;
/** What the program itself does at start, and whoever may run it on the command line. */
export const PROGRAM: Author = { person: null, isAdmin: true };

/** The package a folder holds is called like the folder. */
export const packageOf = (folder: string): string => path.basename(path.resolve(folder));

/** The folder as a publication; documents of the package that are in no file are left as they are. */
export function folderPublication({ documents }: Documents, folder: string): Publication {
  return {
    documents: readFolder(folder, documents.kinds).map((file) => file.document),
    package: packageOf(folder),
  };
}

/**
 * At start: publishes a package of which nothing was ever published here. Once it was, what analysts changed or removed
 * since stays as it is, and a newer folder waits for `trellis apply`.
 * A package that cannot be published here (a plugin it needs was taken out) is told and left out: the platform starts.
 * @returns how many documents were published; a folder that is not there brings none
 */
export async function installPackage(host: Documents, folder: string): Promise<number> {
  if (!fs.existsSync(folder)) return 0;
  const known = await host.documents.known();
  const publication = folderPublication(host, folder);
  if (publication.documents?.some((document) => known.has(document.id))) return 0;
  try {
    return (await host.documents.publish(PROGRAM, publication, 'install')).versions.length;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`The package "${packageOf(folder)}" was not installed: ${error.message}`);
    return 0;
  }
}

/** Publishes what differs in the folder. `decide` sees the plan and says whether to go on. */
export async function applyPackage(
  host: Documents,
  folder: string,
  decide: (plan: DocumentPlan) => boolean,
): Promise<{ readonly plan: DocumentPlan; readonly published: number }> {
  const publication = folderPublication(host, folder);
  const plan = await host.documents.plan(publication);
  if (!plan.canPublish || plan.steps.length === 0 || !decide(plan)) return { plan, published: 0 };
  const { versions } = await host.documents.publish(PROGRAM, publication, 'apply');
  return { plan, published: versions.length };
}

/** The published documents of a package, by kind and name. */
export function documentsOf({ documents }: Documents, name: string): readonly AnyDocument[] {
  return [...documents.kinds]
    .flatMap((kind) => documents.list(kind as AnyDocument['kind']))
    .filter((entry) => entry.package === name)
    .map((entry) => entry.document);
}

/** Writes the published documents of a package into its folder. Returns the files that changed. */
export const exportPackage = (host: Documents, name: string, folder: string): readonly string[] =>
  writeFolder(folder, documentsOf(host, name), host.documents.kinds);

/** Everything a package brought is unpublished; tables, records and history stay, and applying it brings all back. */
export function removal(host: Documents, name: string): Publication {
  return { remove: documentsOf(host, name).map(({ kind, name: own }) => ({ kind, name: own })), package: name };
}
