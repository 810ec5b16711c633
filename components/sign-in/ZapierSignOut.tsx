import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Popup } from '../../lib/page/popup';
import { ZAPIER_LOGOUT } from '../ui/zapier-links';

interface ZapierSignOutProps {
  popup: Popup;
  /** Whether it is what the hand needs first. */
  isFirst?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** Opens Zapier's own sign-out. Whoever comes back from there may be signed in as somebody else. */
export function ZapierSignOut({ popup, isFirst = false, class: look, children }: ZapierSignOutProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => {
    if (isFirst) link.current?.focus();
  }, []);
  return (
    <a
      ref={link}
      class={look}
      href={ZAPIER_LOGOUT}
      target="_blank"
      rel="noreferrer"
      onClick={popup.doubtZapierSession}
      onAuxClick={popup.doubtZapierSession}
    >
      {children}
    </a>
  );
}
