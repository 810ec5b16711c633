import { i18n } from '#i18n';
import { afterRender } from '../ui/focus';
import { Icon } from '../ui/Icon';

interface RowButtonsProps {
  /** Of what stands in the row. */
  name: string;
  index: number;
  /** Number of rows. */
  count: number;
  /** Moves the row by one place, up or down. */
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** Shows the buttons that order and remove one row of a list. */
export function RowButtons({ name, index, count, onMove, onRemove }: RowButtonsProps) {
  const move = (by: -1 | 1, label: string) => {
    const isEnd = index + by < 0 || index + by >= count;
    return (
      <button
        type="button"
        class={by < 0 ? 'icon-button icon-up' : 'icon-button'}
        data-by={by}
        // Not disabled, so that it keeps the focus when its row arrives at an end.
        aria-disabled={isEnd ? 'true' : undefined}
        aria-label={label}
        title={label}
        onClick={() => !isEnd && onMove(by)}
      >
        <Icon name="down" />
      </button>
    );
  };
  return (
    <>
      {move(-1, i18n.t('settings.apps.upNamed', { name }))}
      {move(1, i18n.t('settings.apps.downNamed', { name }))}
      <button type="button" class="quiet" aria-label={i18n.t('settings.apps.removeNamed', { name })} onClick={onRemove}>
        {i18n.t('settings.apps.remove')}
      </button>
    </>
  );
}

/** Focuses the button by which a row of a list was moved, in the place that it has come to. */
export function focusInRow(list: HTMLElement | null, index: number, by: -1 | 1): void {
  afterRender(() => list?.children[index]?.querySelector<HTMLElement>(`[data-by="${by}"]`)?.focus());
}
