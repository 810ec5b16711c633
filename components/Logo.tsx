/** Our mark: a tick whose ends are nodes. The product's name stands beside it, so it is hidden from screen readers. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path
        d="M8 16.5 13.4 22 24 10.5"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="8" cy="16.5" r="3.2" fill="currentColor" />
      <circle cx="24" cy="10.5" r="3.2" fill="currentColor" />
    </svg>
  );
}
