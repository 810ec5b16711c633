import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { Alert } from '../../ui/Alert';
import { FoldedText } from '../../ui/FoldedText';
import { Icon } from '../../ui/Icon';
import type { Verdict } from './words';

interface StepProps {
  number: number;
  title: string;
  /** What was found; null if nothing was yet. */
  verdict: Verdict | null;
  /** Whether the step is done or is to blame, where it has no verdict of its own. */
  mark?: 'ok' | 'bad' | undefined;
  /** What can be done about it. */
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

/** Shows a step of the set-up check: what it is about, and below that what was found. */
export function Step({ number, title, verdict, mark, actions, children }: StepProps) {
  const shown = verdict?.kind ?? mark ?? 'none';
  const id = useId();
  return (
    <section class="step" aria-labelledby={id}>
      <span class={`step-mark step-${shown}`} aria-hidden="true">
        {shown === 'ok' ? <Icon name="tick" /> : number}
      </span>
      <h3 id={id}>
        <span class="unseen">{number}. </span>
        {title}
      </h3>
      <div class="step-body">
        {children}
        <div role="status">{verdict && <Found verdict={verdict} actions={actions} />}</div>
      </div>
    </section>
  );
}

function Found({
  verdict: { kind, title, next, said, person },
  actions,
}: {
  verdict: Verdict;
  actions: ComponentChildren;
}) {
  return (
    <Alert kind={kind} verdict={title} actions={actions}>
      {said && (
        <p>
          {i18n.t('settings.setUp.inItsWords')} <FoldedText text={said} />
        </p>
      )}
      {person && <p>{person}</p>}
      {next.length > 0 && <p>{next.join(' ')}</p>}
    </Alert>
  );
}
