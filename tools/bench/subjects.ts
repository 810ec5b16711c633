import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { packagePath, unpack } from '../../tests/e2e/harness/packages';

const PAGES = join(import.meta.dirname, 'pages');

/** The folders of the extensions that are compared, each with a `popup.html`. */
export interface SubjectFolders {
  /** One input, nothing else: the floor. */
  blank: string;
  /** A React hello-world, built as the product is. */
  react: string;
  /** The store zip. */
  product: string;
}

/** Lays out the three extensions below a folder. */
export async function prepareSubjects(folder: string): Promise<SubjectFolders> {
  const folders = { blank: join(folder, 'blank'), react: join(folder, 'react'), product: join(folder, 'product') };
  for (const path of Object.values(folders)) await mkdir(path);
  await cp(join(PAGES, 'blank'), folders.blank, { recursive: true });
  await buildReact(folders.react);
  await unpack(packagePath('chrome'), folders.product);
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
