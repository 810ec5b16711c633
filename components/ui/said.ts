import { useEffect, useState } from 'preact/hooks';

/** Milliseconds for which a button shows the outcome of a copy. */
const SAID_FOR_MS = 2_000;

/** The outcome of a copy, as the key of its words. */
export type Said = 'field.copied' | 'field.notCopied';

/** Returns the outcome to show in the place of a button's label, for a moment, and a function that sets it. */
export function useSaid(): [said: Said | undefined, say: (outcome: Said) => void] {
  const [shown, setShown] = useState<{ outcome: Said }>();
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(undefined), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return [shown?.outcome, (outcome) => setShown({ outcome })];
}
