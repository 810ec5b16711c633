import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Job } from '../../lib/shared/job';

/** How long an answer may take before something is said about it, in milliseconds. */
const SLOW_MS = 4_000;

/** Says that Zapier takes its time, once it does. */
export function StillWaiting({ job }: { job: Job }) {
  const slow = useSignal(false);
  const sentAt = job.progress.status === 'sending' ? job.progress.sentAt : null;
  useEffect(() => {
    if (sentAt === null) return;
    const timer = setTimeout(
      () => {
        slow.value = true;
      },
      sentAt + SLOW_MS - Date.now(),
    );
    return () => clearTimeout(timer);
  }, [sentAt]);
  return slow.value ? <p class="muted">{i18n.t('popup.form.stillWaiting')}</p> : null;
}
