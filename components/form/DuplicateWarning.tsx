import { Icon } from '../ui/Icon';

/** Under an input, in the place of its help: what it makes again. */
export function DuplicateWarning({ words }: { words: string | null }) {
  return (
    <span class="duplicate">
      {words !== null && (
        <>
          <Icon name="warn" />
          {words}
        </>
      )}
    </span>
  );
}
