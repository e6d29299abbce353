/** package-lock.json must install everywhere: `npm install` on one system may leave out what others need. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: { readonly [name: string]: string };
}
const lock = JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
  readonly packages: { readonly [place: string]: Locked };
};

/** Looks for a package as Node does: in the folder of who needs it, then in each folder above. */
function isLocked(name: string, from: string): boolean {
  const place = `${from ? `${from}/` : ''}node_modules/${name}`;
  if (lock.packages[place]) return true;
  if (from === '') return false;
  const above = from.lastIndexOf('node_modules/');
  return isLocked(name, above > 0 ? from.slice(0, above - 1) : '');
}

it('holds the packages of every platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([place, { optionalDependencies = {}, version }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(name, place))
      .map((name) => `${name}, wanted by ${place || 'this project'} ${version ?? ''}`),
  );
  expect(missing).toEqual([]);
});

it('pins every package of this project exactly', () => {
  const project = JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../package.json'), 'utf8')) as {
    readonly [block: string]: { readonly [name: string]: string };
  };
  const loose = Object.entries({ ...project.dependencies, ...project.devDependencies }).filter(([, version]) =>
    /^[\^~]/.test(version),
  );
  expect(loose).toEqual([]);
});
