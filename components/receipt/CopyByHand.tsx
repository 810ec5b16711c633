import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Alert } from '../ui/Alert';

/** Shows a text that the browser did not copy, selected, so that the agent can. */
export function CopyByHand({ text }: { text: string }) {
  const shown = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (!shown.current) return;
    document.getSelection()?.selectAllChildren(shown.current);
    shown.current.scrollIntoView({ block: 'nearest' });
  }, [text]);
  return (
    <Alert kind="warn" verdict={i18n.t('popup.connected.notCopied')}>
      <p>{i18n.t('popup.connected.selected')}</p>
      <p ref={shown} class="as-written">
        {text}
      </p>
    </Alert>
  );
}
