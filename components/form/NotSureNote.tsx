import { type ComponentChildren, Fragment } from 'preact';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { Doubt, Loss } from '../../lib/shared/order-stage';
import { Alert } from '../ui/Alert';
import { FocusedButton } from '../ui/focus';
import { isolated } from '../ui/isolated';
import { timeOf } from '../ui/moments';
import { notUnderstoodWords, OpenConnections, ZapiersAnswer } from '../ui/zapier';

interface NotSureNoteProps {
  form: Form;
  loss: Loss;
  doubt: Doubt;
  /** Epoch milliseconds. */
  checkedAt: number;
}

/** Says that a search could not tell whether the connection was made. */
export function NotSureNote({ form, loss, doubt, checkedAt }: NotSureNoteProps) {
  const time = timeOf(checkedAt);
  const words = {
    'not-listed': () => i18n.t('popup.failure.notListed'),
    'list-unclear': () => i18n.t('popup.failure.listUnclear'),
    'too-early': () => i18n.t('popup.failure.tooEarly', { time }),
    perhaps: () =>
      isolated({ time, titles: doubt.code === 'perhaps' ? listed(doubt.titles) : '' }, (parts) =>
        i18n.t('popup.failure.perhaps', parts),
      ),
  }[doubt.code];
  return (
    <Alert
      kind="warn"
      verdict={i18n.t('popup.failure.notSure')}
      actions={
        <>
          <FocusedButton words={i18n.t('popup.failure.checkAgain')} onClick={form.order.lookAgain} />
          <OpenConnections />
        </>
      }
      details={lostDetails(loss)}
    >
      {words()}
    </Alert>
  );
}

/** Lists connections' titles in quotes. */
const listed = (titles: string[]): ComponentChildren =>
  titles.map((title, index) => (
    <Fragment key={title}>
      {index > 0 && ', '}“<bdi>{title}</bdi>”
    </Fragment>
  ));

/** Returns what Zapier answered instead of an outcome. */
export function lostDetails(loss: Loss): ComponentChildren {
  if (loss.code === 'answer-lost') return null;
  if (loss.code === 'not-understood') return notUnderstoodWords(loss);
  return <ZapiersAnswer {...loss} />;
}
