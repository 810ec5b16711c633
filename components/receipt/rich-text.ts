import type { FilledText } from '../../lib/shared/filled-text';

/** Returns a filled template as the clipboard takes it, by media type. `link` is the value that becomes a link in HTML. */
export function onClipboard(
  { text, lines }: FilledText,
  link: string | null = null,
): Record<'text/plain' | 'text/html', string> {
  return { 'text/plain': text, 'text/html': asHtml(lines, link) };
}

/** Writes a receipt to the clipboard, as text and HTML together. Rejects if the browser refuses. */
export async function writeToClipboard(receipt: FilledText): Promise<void> {
  const parts = Object.entries(onClipboard(receipt)).map(([type, part]) => [type, new Blob([part], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
}

/**
 * Returns the lines as HTML, with each line's first words, such as "App:", in bold. It is made of nodes, so that no
 * value becomes markup. Values are isolated, so that a name written from right to left turns no words round.
 */
function asHtml(lines: FilledText['lines'], link: string | null): string {
  const paragraph = document.createElement('p');
  for (const [index, line] of lines.entries()) {
    if (index > 0) paragraph.append(document.createElement('br'));
    for (const [place, { text, isValue }] of line.entries()) {
      const isLabel = place === 0 && /:\s*$/.test(text);
      paragraph.append(isValue ? valueElement(text, link) : isLabel ? element('b', text) : text);
    }
  }
  return paragraph.outerHTML;
}

function valueElement(text: string, link: string | null): HTMLElement {
  if (text !== link) return element('bdi', text);
  const made = element('a', text);
  made.setAttribute('href', link);
  return made;
}

function element(name: 'a' | 'b' | 'bdi', text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
