// Draws public/icon/*.png from the two drawings in this folder: `node tools/icons.mjs`.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { ensureBrowsers, ensureDependencies } from './prepare.mjs';
import { ROOT } from './run.mjs';

/** Drawing by size in pixels. At 16 the full drawing's nodes merge with its line, so it has its own drawing. */
const SIZES = { 16: 'icon-small.svg', 32: 'icon.svg', 48: 'icon.svg', 96: 'icon.svg', 128: 'icon.svg' };

await ensureDependencies();
const { CHROMIUM_PATH } = await ensureBrowsers({ chromium: true });
const { chromium } = await import('playwright');
const browser = await chromium.launch({ executablePath: CHROMIUM_PATH });
await mkdir(`${ROOT}public/icon`, { recursive: true });
for (const [size, drawing] of Object.entries(SIZES)) {
  const viewport = { width: Number(size), height: Number(size) };
  const page = await browser.newPage({ viewport });
  const svg = await readFile(`${ROOT}tools/${drawing}`, 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await writeFile(`${ROOT}public/icon/${size}.png`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
