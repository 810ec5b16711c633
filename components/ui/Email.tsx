import './email.css';

/** Longest domain shown whole, with its @, and how much of a longer one always stays, in UTF-16 units. */
const DOMAIN = 32;
const DOMAIN_END = 24;

/** Longest e-mail that may wrap, and longest piece that gains nothing from an ellipsis. */
const WRAPPED = 100;
const SHORT = 4;

interface EmailProps {
  /** An e-mail, or a domain. */
  email: string;
  /** True where it may take several lines, so that nothing has to be left out. */
  wraps?: boolean;
  /** True where its domain stands beside it, so that only what comes before it is seen. */
  isLocal?: boolean;
}

/**
 * Shows an e-mail that has less room than it may need. It is shortened in its middle, so that what tells two customers
 * of one agency apart stays: its `+tag` and its domain. It is whole on hover and for screen readers.
 */
export function Email({ email, wraps = false, isLocal = false }: EmailProps) {
  return (
    <bdi class={wraps && email.length <= WRAPPED ? 'email email-wraps' : 'email'} title={email}>
      <span class="unseen">{email}</span>
      {pieces(isLocal ? email.slice(0, email.lastIndexOf('@')) : email).map(({ kind, text }) => (
        <span key={kind} class={`email-${kind} ${text.length > SHORT ? 'email-long' : ''}`} aria-hidden="true">
          {text}
        </span>
      ))}
    </bdi>
  );
}

/** Splits an e-mail into what is shortened first, `start`, then `middle`, then `tag`, and the `end` that stays. */
function pieces(email: string): { kind: 'start' | 'tag' | 'middle' | 'end'; text: string }[] {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, Math.max(at, 0));
  const domain = email.slice(Math.max(at, 0));
  const plus = local.indexOf('+');
  const tagAt = plus < 0 ? local.length : plus;
  // A long domain is shortened in its own middle, since whose it is stands at its end.
  const tail = domain.slice(-DOMAIN_END);
  const dot = tail.indexOf('.');
  const endAt = domain.length <= DOMAIN ? 0 : domain.length - tail.length + Math.max(dot, 0);
  const all = [
    { kind: 'start', text: local.slice(0, tagAt) },
    { kind: 'tag', text: local.slice(tagAt) },
    { kind: 'middle', text: domain.slice(0, endAt) },
    { kind: 'end', text: domain.slice(endAt) },
  ] as const;
  return all.filter(({ text }) => text !== '');
}
