import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { packagePath, unpack } from '../../tests/e2e/harness/packages';
import type { Shown } from './shown';

const PAGES = join(import.meta.dirname, 'pages');

/** The extensions that are compared, each with a `popup.html`, and what reports call them. */
export const SUBJECTS = {
  /** One input, nothing else: the floor. */
  blank: 'blank page',
  /** The same once more: how far it is from the first is what a run cannot tell apart. */
  control: 'blank page again',
  /** A hello-world, built as the product is. */
  react: 'React hello-world',
  /** What the product shows, rendered by its libraries without a line of its own code. */
  bare: 'Preact alone',
  /** The store zip. */
  product: 'product',
};

export type SubjectKey = keyof typeof SUBJECTS;
export const SUBJECT_KEYS = Object.keys(SUBJECTS) as SubjectKey[];

/** Lays out the extensions, each in a folder of its own below one. */
export async function prepareSubjects(folder: string): Promise<Record<SubjectKey, string>> {
  const at = (name: string) => join(folder, name);
  const folders = {
    blank: at('blank'),
    control: at('control'),
    react: at('react'),
    bare: at('bare'),
    product: at('product'),
  };
  for (const path of Object.values(folders)) await mkdir(path);
  for (const path of [folders.blank, folders.control]) await cp(join(PAGES, 'blank'), path, { recursive: true });
  await buildReact(folders.react);
  await unpack(packagePath('chrome'), folders.product);
  // Something to load, until it is known what the product shows.
  await buildBare(folders, []);
  return folders;
}

async function buildReact(folder: string): Promise<void> {
  const root = join(PAGES, 'react');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      modulePreload: false,
      rollupOptions: { input: join(root, 'popup.html') },
    },
  });
  await cp(join(root, 'manifest.json'), join(folder, 'manifest.json'));
}

/** Has `bare` show what the product was seen to show. */
export async function buildBare(folders: Record<SubjectKey, string>, shown: Shown[]): Promise<void> {
  const root = join(PAGES, 'bare');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { SHOWN: JSON.stringify(shown) },
    build: {
      outDir: folders.bare,
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: { input: join(root, 'main.ts'), output: { entryFileNames: 'main.js' } },
    },
  });
  await cp(join(root, 'manifest.json'), join(folders.bare, 'manifest.json'));
  // The product's page, with its stylesheet and its drawings, around another script.
  const page = await readFile(join(folders.product, 'popup.html'), 'utf8');
  await writeFile(join(folders.bare, 'popup.html'), page.replace(/(<script [^>]*src=")[^"]+/, '$1/main.js'));
}
