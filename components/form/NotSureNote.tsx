import { type ComponentChildren, Fragment } from 'preact';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { Doubt, Loss } from '../../lib/shared/job';
import { FocusedButton } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';
import { timeOf } from '../ui/moments';
import { notUnderstoodWords, OpenConnections, ZapiersWords } from '../ui/zapier';

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
    <div class="note note-warn spaced">
      <Icon name="warn" />
      <LostWords loss={loss} />
      <p>
        <b>{i18n.t('popup.failure.notSure')}</b> {words()}
      </p>
      <FocusedButton words={i18n.t('popup.failure.checkAgain')} onClick={form.order.lookAgain} />
      <OpenConnections />
    </div>
  );
}

/** Lists connections' titles in quotes. */
const listed = (titles: string[]): ComponentChildren =>
  titles.map((title, index) => (
    <Fragment key={title}>
      {index > 0 && ', '}“<bdi>{title}</bdi>”
    </Fragment>
  ));

/** Shows Zapier's words in a server error, which does not tell whether the connection was made. */
export function LostWords({ loss }: { loss: Loss }) {
  if (loss.code === 'answer-lost') return null;
  if (loss.code === 'not-understood') return <p>{notUnderstoodWords(loss)}</p>;
  return (
    <>
      {loss.errors.map((error) => (
        <ZapiersWords key={error.pointer} error={error} status={loss.status} />
      ))}
    </>
  );
}
