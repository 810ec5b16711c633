// Bundled and run in a page of the packaged extension, on the catalogue that is stored there.
import uFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import { loadCatalogue } from '../../lib/page/search/directory';
import { search } from '../../lib/page/search/find';
import { KEYSTROKES } from './queries';

/** How many hits each gives: what the list shows. */
const LIMIT = 20;
const MISSPELT = 'hubpsot';
const MEANT = 'HubSpot';

/** One way to search the same titles. */
export interface Engine {
  name: string;
  /** Milliseconds until it could be asked. */
  start: number;
  /** Milliseconds for each keystroke. */
  searches: number[];
  /** Place of HubSpot among the hits for `hubpsot`, from 1 on; 0 where it is not. */
  typo: number;
}

/** What {@link compare} measured. */
export interface Comparison {
  apps: number;
  /** Milliseconds from asking storage until the catalogue could be searched. */
  loads: number[];
  engines: Engine[];
}

/** Searches in turns, so that the machine's load meets all of them alike. */
export async function compare(runs: number): Promise<Comparison> {
  const loads: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = performance.now();
    await loadCatalogue(Date.now());
    loads.push(performance.now() - before);
  }
  const catalogue = await loadCatalogue(Date.now());
  const { titles } = catalogue;
  const own = { definitions: [], picks: [] };
  const candidates = [
    started('ours', () => (query) => {
      const { listed, close } = search(catalogue, own, query, LIMIT);
      return [...listed, ...close].map(({ title }) => title);
    }),
    started('uFuzzy', () => {
      const fuzzy = new uFuzzy({ intraMode: 1 });
      const haystack = uFuzzy.latinize(titles);
      return (query) => {
        const [, info, order] = fuzzy.search(haystack, uFuzzy.latinize([query])[0] ?? '', 0, Number.POSITIVE_INFINITY);
        return (order ?? []).slice(0, LIMIT).map((place) => titles[info?.idx[place] ?? 0] ?? '');
      };
    }),
    started('Fuse.js', () => {
      const fuse = new Fuse(titles, { ignoreDiacritics: true, threshold: 0.3 });
      return (query) => fuse.search(query, { limit: LIMIT }).map(({ item }) => item);
    }),
  ];
  for (let run = 0; run <= runs; run++)
    for (const text of KEYSTROKES)
      for (const { find, engine } of candidates) {
        const before = performance.now();
        find(text);
        // The first run warms up and is not counted.
        if (run > 0) engine.searches.push(performance.now() - before);
      }
  return {
    apps: titles.length,
    loads,
    engines: candidates.map(({ find, engine }) => ({ ...engine, typo: find(MISSPELT).indexOf(MEANT) + 1 })),
  };
}

function started(name: string, start: () => (query: string) => string[]) {
  const before = performance.now();
  const find = start();
  const engine: Engine = { name, start: performance.now() - before, searches: [], typo: 0 };
  return { find, engine };
}
