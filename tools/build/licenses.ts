// Collects the notices required by the licences of third-party code, for a file in each package.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Path of the notices in a package. */
export const LICENSES = 'licenses.txt';

/** Copyright of packages without a licence file; their licence is MIT, with the same text as ours. */
const COPYRIGHTS: Record<string, string> = {
  '@wxt-dev/browser': 'Copyright (c) 2023 Aaron',
  '@wxt-dev/i18n': 'Copyright (c) 2023 Aaron',
  '@wxt-dev/storage': 'Copyright (c) 2023 Aaron',
  wxt: 'Copyright (c) 2023 Aaron',
};

interface PackageJson {
  name: string;
  version: string;
  license: string;
  repository: string | { url: string };
}

/** Collects the packages whose code goes into the chunks; `text` returns their notices once all chunks are built. */
export function collectLicenses(root: string): { plugin: () => Plugin; text: () => string } {
  const folders = new Set<string>();

  return {
    plugin: () => ({
      name: 'collect-licenses',
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk') continue;
          for (const [id, { renderedLength }] of Object.entries(output.modules)) {
            const [folder] = id.match(/[^\0]*\/node_modules\/(@[^/]+\/)?[^/]+/) ?? [];
            if (folder && renderedLength > 0) folders.add(folder);
          }
        }
      },
    }),
    text: () => {
      const notices = [...folders].map((folder) => notice(folder, root));
      const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
      const head = `${own}\n\nWhat follows is in this package too, each part under the terms of its own authors.`;
      return `${[head, ...notices.sort()].join(`\n\n${'-'.repeat(72)}\n`)}\n`;
    },
  };
}

/** Returns a package's notice: name, version and licence, the address of its source, and the terms. */
function notice(folder: string, root: string): string {
  const { name, version, license, repository }: PackageJson = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const url = typeof repository === 'string' ? `https://github.com/${repository}` : repository.url;
  const source = url.replace(/^git\+/, '').replace(/\.git$/, '');
  return `${name} ${version} (${license})\nSource: ${source}\n\n${terms(folder, name, license, root)}`;
}

function terms(folder: string, name: string, license: string, root: string): string {
  const file = readdirSync(folder).find((path) => /^licen[cs]e(\.(md|txt))?$/i.test(path));
  if (file) return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  const copyright = COPYRIGHTS[name];
  if (!copyright || license !== 'MIT')
    throw new Error(`${name} comes without its licence: name its copyright in tools/build/licenses.ts`);
  const own = readFileSync(join(root, 'LICENSE'), 'utf8');
  return own.replace(/^Copyright .*$/m, copyright).trim();
}
