import type { VNode } from 'preact';

/** The icons' drawings, in a square of 16 by 16. */
const DRAWINGS = {
  find: () => <path d="M7 11.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4zM10.1 10.1l3.4 3.4" />,
  down: () => <path d="M4.5 6.4 8 9.9l3.5-3.5" />,
  back: () => <path d="M9.7 4 5.7 8l4 4" />,
  tick: () => <path d="M3.4 8.5l3 3 6.2-6.8" />,
  warn: () => <path d="M8 2.7 14 13H2zM8 6.6v3M8 11.3h.01" />,
  bad: () => <path d="M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 5v3.4M8 10.9h.01" />,
  info: () => <path d="M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 7.6V11M8 5.1h.01" />,
  out: () => <path d="M7 3.5H3.5v9h9V9M9.5 2.8h3.7v3.7M13 3 7.6 8.4" />,
  clock: () => <path d="M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 4.8V8l2.2 1.6" />,
  lock: () => <path d="M3.5 7h9v6.5h-9zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />,
  /** The extension's own logo: a tick whose ends are nodes. */
  logo: () => (
    <>
      <rect width="16" height="16" rx="4" />
      <path d="M4 8.25 6.7 11 12 5.25" />
      <circle cx="4" cy="8.25" r="1.6" />
      <circle cx="12" cy="5.25" r="1.6" />
    </>
  ),
} satisfies Record<string, () => VNode>;

/** Draws an icon. Hidden from screen readers, because the words beside it say the same. */
export function Icon({ name }: { name: keyof typeof DRAWINGS }) {
  return (
    <svg class={name === 'logo' ? 'icon logo' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      {DRAWINGS[name]()}
    </svg>
  );
}
