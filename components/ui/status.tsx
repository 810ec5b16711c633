import { signal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';

/** What is read out and stands nowhere else in these words, by who says it. */
const lines = signal<Record<string, { words: string; time: number }>>({});

/** Where screen readers get news from: in the page from the first paint, since they ignore a region that comes with its words. */
export function StatusRegion() {
  return (
    <div role="status" class="unseen" aria-atomic="false">
      {Object.entries(lines.value).map(([id, { words, time }]) => (
        <p key={`${id} ${time}`}>{words}</p>
      ))}
    </div>
  );
}

/** Has words read out now and whenever they change; `time` counts how often the same are said again. */
export function useStatus(words: string, time = 0): void {
  const id = useId();
  const forget = () => {
    const { [id]: _own, ...others } = lines.peek();
    lines.value = others;
  };
  useEffect(() => {
    if (words) lines.value = { ...lines.peek(), [id]: { words, time } };
    else forget();
  }, [words, time]);
  useEffect(() => forget, []);
}
