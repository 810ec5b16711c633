import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import './folded-text.css';

/** UTF-16 units up to which a text is shown whole: about four lines of the popup. */
const SHORT = 240;

/** Longest beginning that is announced, in UTF-16 units. */
const ANNOUNCED = 200;

/**
 * Shows a text from outside, such as Zapier's words. A long one is folded after four lines, with a button for the rest,
 * and an alert around it announces only the first sentence.
 */
export function FoldedText({ text }: { text: string }) {
  const opened = useSignal(false);
  const whole = useRef<HTMLSpanElement>(null);
  // The button is gone then, and somebody who cannot see the text reads on from here.
  useLayoutEffect(() => {
    if (opened.value) whole.current?.focus({ preventScroll: true });
  }, [opened.value]);
  if (!isLong(text)) return <bdi>{text}</bdi>;
  const folded = !opened.value;
  return (
    <>
      {folded && <bdi class="unseen">{firstSentence(text)}</bdi>}
      {/* Live regions within an alert that are off are not announced with it. */}
      <span
        ref={whole}
        class={folded ? 'folded' : 'unfolded'}
        dir="auto"
        aria-hidden={folded}
        aria-live="off"
        tabIndex={folded ? undefined : -1}
      >
        {text}
      </span>
      {folded && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            opened.value = true;
          }}
        >
          {i18n.t('field.showAll')}
        </button>
      )}
    </>
  );
}

const isLong = (text: string): boolean => text.length > SHORT || text.split('\n').length > 4;

/** Returns the first sentence, by the rules of any language; a long one is cut after a word. */
function firstSentence(text: string): string {
  const beginning = text.trimStart().slice(0, ANNOUNCED + 1);
  const [first] = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(beginning);
  const sentence = first?.segment.trim() ?? '';
  if (sentence.length <= ANNOUNCED) return sentence;
  return `${sentence.slice(0, ANNOUNCED).replace(/\s+\S*$/u, '')}…`;
}
