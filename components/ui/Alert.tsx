import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { Icon } from './Icon';

const ICONS = { info: 'info', wait: 'clock', warn: 'warn', bad: 'bad', ok: 'tick' } as const;

interface AlertProps {
  kind: keyof typeof ICONS;
  /** What happened, in bold; left out where a sentence alone is enough. */
  verdict?: ComponentChildren;
  /** What that means, in a sentence, and what it is about. */
  children?: ComponentChildren;
  /** One button for what is likely next, and quiet ones for what else can be done. */
  actions?: ComponentChildren;
  /** Codes and words for whoever helps. They are folded. */
  details?: ComponentChildren;
}

/** Says what happened, what it means and what can be done. The live region that announces it stands around it. */
export function Alert({ kind, verdict, children, actions, details }: AlertProps) {
  return (
    <div class={`alert alert-${kind}`}>
      <Icon name={ICONS[kind]} />
      {verdict && <div class="verdict">{verdict}</div>} {children && <div>{children}</div>}
      {actions && <div class="actions">{actions}</div>}
      {details && <Details>{details}</Details>}
    </div>
  );
}

/** Folds codes and words for whoever helps. They are not announced with the rest, even once this is open. */
export function Details({ children }: { children: ComponentChildren }) {
  return (
    <details aria-live="off">
      <summary>{i18n.t('field.details')}</summary>
      {children}
    </details>
  );
}
