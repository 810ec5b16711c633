/** How many texts to try of each property, as `PASTE_RUNS` says. Only a search for new failures sets it. */
const SEARCH = process.env.PASTE_RUNS;
/** True if new failures are searched for, with other texts each time. */
export const IS_SEARCH = SEARCH !== undefined;

/** Which texts those are: always the same, so that a change that fails is the one to blame, unless searching. */
const SEED = IS_SEARCH ? Math.floor(Math.random() * 2 ** 31) : 1;

if (IS_SEARCH) console.log(`seed ${SEED}`);

/** Returns how a property is run: over `usual` texts, always the same, or over `PASTE_RUNS` random ones. */
export function runs(usual: number): { numRuns: number; seed: number } {
  return { numRuns: Number(SEARCH ?? usual), seed: SEED };
}
