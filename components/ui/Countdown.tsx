import { useEffect, useMemo, useState } from 'preact/hooks';

/** Seconds at which the time left is announced, besides the start: each second would be too much to listen to. */
const SAID_AT = [30, 10];

interface CountdownProps {
  /** Epoch milliseconds. */
  until: number;
  /** Returns the sentence around the time that is left, which is given as `0:41`. */
  words: (left: string) => string;
}

/** Counts down to a time. Each second is shown, but only three are announced. Belongs in a status region. */
export function Countdown({ until, words }: CountdownProps) {
  const [left, setLeft] = useState(() => secondsTo(until));
  const start = useMemo(() => secondsTo(until), [until]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const show = () => {
      setLeft(secondsTo(until));
      if (until > Date.now()) timer = setTimeout(show, (until - Date.now()) % 1000 || 1000);
    };
    show();
    return () => clearTimeout(timer);
  }, [until]);

  const said = Math.min(start, ...SAID_AT.filter((seconds) => seconds >= left));
  return (
    <>
      <span aria-hidden="true">{words(clock(left))}</span>
      <span class="unseen">{words(clock(said))}</span>
    </>
  );
}

function secondsTo(time: number): number {
  return Math.max(0, Math.ceil((time - Date.now()) / 1000));
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
