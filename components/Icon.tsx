const PATHS = {
  find: 'M7 11.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4zM10.1 10.1l3.4 3.4',
  down: 'M4.5 6.4 8 9.9l3.5-3.5',
  back: 'M9.7 4 5.7 8l4 4',
  tick: 'M3.4 8.5l3 3 6.2-6.8',
  warn: 'M8 2.7 14 13H2zM8 6.6v3M8 11.3h.01',
  bad: 'M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 5v3.4M8 10.9h.01',
  info: 'M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 7.6V11M8 5.1h.01',
  form: 'M2.5 3.2h11v3.6h-11zM2.5 9.4h7V13h-7z',
  clock: 'M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 4.8V8l2.2 1.6',
  lock: 'M3.5 7h9v6.5h-9zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2',
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof PATHS;

export interface IconProps {
  name: IconName;
}

/** A drawing beside words that say the same; so it is hidden from screen readers. */
export function Icon({ name }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
