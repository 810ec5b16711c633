import { useEffect, useMemo, useState } from 'preact/hooks';

/** At how many seconds it is read out, besides at its start: each second would drown everything else. */
const SAID_AT = [30, 10];

interface CountdownProps {
  /** Epoch milliseconds. */
  until: number;
  /** The sentence around the time that is left, as `0:41`. */
  words: (left: string) => string;
}

/** Counts down to a time, each second for the eye and three times for the ear. Its place is in a status region. */
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
