import type { CDPSession, Page } from '@playwright/test';

/** Typing through an input method, which composes text with keys that are its own: Enter commits, Escape gives up. */
export interface Ime {
  /** Composes text in the focused field, without committing it. */
  compose(text: string): Promise<void>;
  /** Presses a key that belongs to the input method. */
  press(key: 'Enter' | 'Escape'): Promise<void>;
  /** Commits the composed text. */
  commit(): Promise<void>;
}

/** In Chromium, the browser itself composes, through its debugging protocol; Firefox gets the events that it would send. */
export async function openIme(page: Page, browserName: string): Promise<Ime> {
  return browserName === 'chromium' ? inChromium(await page.context().newCDPSession(page)) : inFirefox(page);
}

/** Keys arrive as from macOS: `key` is the real one, `isComposing` is true, and the key code is that of an input method. */
function inChromium(session: CDPSession): Ime {
  let composed = '';
  return {
    async compose(text) {
      composed = text;
      const caret = text.length;
      await session.send('Input.imeSetComposition', { text, selectionStart: caret, selectionEnd: caret });
    },
    async press(key) {
      const event = { key, code: key, windowsVirtualKeyCode: 229 };
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    async commit() {
      await session.send('Input.insertText', { text: composed });
    },
  };
}

/** Firefox cannot be told to compose, so its events are dispatched, and the text is set as a whole. */
function inFirefox(page: Page): Ime {
  let composed = '';
  const send = (type: string, init: object) =>
    page.evaluate(
      ([name, values]) => {
        const kinds: Record<string, new (type: string, init: object) => Event> = {
          keydown: KeyboardEvent,
          input: InputEvent,
        };
        const Kind = kinds[name] ?? CompositionEvent;
        const event = new Kind(name, { bubbles: true, cancelable: true, ...values });
        const { activeElement: field } = document;
        if (name === 'input' && field instanceof HTMLInputElement) field.value += (values as { data: string }).data;
        field?.dispatchEvent(event);
      },
      [type, init] as const,
    );
  return {
    async compose(text) {
      composed = text;
      await send('compositionstart', {});
      await send('input', { data: text, isComposing: true });
    },
    press: (key) => send('keydown', { key, isComposing: true, keyCode: 229 }),
    commit: () => send('compositionend', { data: composed }),
  };
}
