import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { Failure } from '../../lib/shared/failure';
import { notUnderstoodWords, ZapiersRefusal } from '../ui/zapier';

/** Returns the words for a number of connections, beside how many there are where that is more. */
export function countWords(read: number, count: number | null): string {
  if (count === null || count <= read) return i18n.t('popup.existing.count', read);
  return i18n.t('popup.existing.countOf', { read: read.toLocaleString(), count: count.toLocaleString() });
}

/** Says that there are no connections, or why none are shown. */
export function Nothing({ form }: { form: Form }) {
  const { listed, reading, failure } = form.existing;
  if (listed.value?.extent === 'whole') return <p>{i18n.t('popup.existing.none')}</p>;
  // What could not be read is said below.
  if (listed.value || failure.value?.code === 'not-understood') return null;
  if (failure.value && failure.value.code !== 'paused') return <Unlisted failure={failure.value} />;
  if (failure.value) return null;
  const { connections, count } = reading.value ?? {};
  return (
    <p class="late">
      {connections && count
        ? i18n.t('popup.existing.lookingAt', {
            read: connections.length.toLocaleString(),
            count: count.toLocaleString(),
          })
        : i18n.t('popup.existing.looking')}
    </p>
  );
}

/** Says that Zapier would not list them, and why if it does. */
function Unlisted({ failure }: { failure: Failure }) {
  const [error] = failure.code === 'refused' ? failure.errors : [];
  return (
    <>
      <p>{i18n.t('popup.existing.unknown')}</p>
      {error && failure.code === 'refused' && <ZapiersRefusal errors={[error]} status={failure.status} />}
    </>
  );
}

/** Offers to read the rest of a long list. */
export function ReadAll({ form }: { form: Form }) {
  const { listed, isReadingAll, readAll } = form.existing;
  if (listed.value?.extent !== 'more') return null;
  return (
    <p class="small muted">
      {i18n.t('popup.existing.more')}{' '}
      <button type="button" class="quiet" aria-disabled={isReadingAll.value} onClick={readAll}>
        {i18n.t(isReadingAll.value ? 'popup.existing.readingAll' : 'popup.existing.readAll')}
      </button>
    </p>
  );
}

/** Says why duplicates could not be looked for among all connections. */
export function Unclear({ form }: { form: Form }) {
  const { listed, failure, refresh } = form.existing;
  const notUnderstood = failure.value?.code === 'not-understood' ? failure.value : null;
  if (listed.value?.extent !== 'unclear' && !notUnderstood) return null;
  return (
    <p class="small muted">
      {notUnderstood && `${notUnderstoodWords(notUnderstood)} `}
      {i18n.t('popup.existing.unclear')}{' '}
      {notUnderstood && (
        <button type="button" class="quiet" onClick={refresh}>
          {i18n.t('popup.existing.tryAgain')}
        </button>
      )}
    </p>
  );
}
