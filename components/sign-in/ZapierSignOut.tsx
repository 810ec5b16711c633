import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Popup } from '../../lib/page/popup';
import { ZAPIER_LOGOUT } from '../ui/zapier';

interface ZapierSignOutProps {
  popup: Popup;
  /** True when it gets the focus. */
  isFirst?: boolean;
  class?: string;
  /** Called when the link is used, which may close the page. */
  onUse?: () => void;
  children: ComponentChildren;
}

/** Links to Zapier's own sign-out. Once it is used, the browser may be signed in at Zapier as somebody else. */
export function ZapierSignOut({ popup, isFirst = false, class: look, onUse, children }: ZapierSignOutProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => {
    if (isFirst) link.current?.focus();
  }, []);
  const use = () => {
    popup.doubtZapierSession();
    onUse?.();
  };
  return (
    <a ref={link} class={look} href={ZAPIER_LOGOUT} target="_blank" rel="noreferrer" onClick={use} onAuxClick={use}>
      {children}
    </a>
  );
}
