import { signal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';

/** Words to announce, by the id of the view that says them. */
const lines = signal<Record<string, { words: string; time: number }>>({});

/** Announces what views say. It is always in the page: screen readers ignore a region that appears with its words. */
export function StatusRegion() {
  return (
    <div role="status" class="unseen" aria-atomic="false">
      {Object.entries(lines.value).map(([id, { words, time }]) => (
        <p key={`${id} ${time}`}>{words}</p>
      ))}
    </div>
  );
}

/** Announces words now and whenever they change. A higher `time` announces the same words again. */
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
