import type { FilledReceipt } from '../../lib/shared/receipt';

/** Returns a receipt as the clipboard takes it, by media type. */
export function onClipboard({ text, lines }: FilledReceipt): Record<'text/plain' | 'text/html', string> {
  return { 'text/plain': text, 'text/html': asHtml(lines) };
}

/** Writes a receipt to the clipboard, as text and HTML together. Rejects if the browser refuses. */
export async function writeToClipboard(receipt: FilledReceipt): Promise<void> {
  const parts = Object.entries(onClipboard(receipt)).map(([type, part]) => [type, new Blob([part], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
}

/**
 * Returns the lines as HTML, with each line's first words, such as "App:", in bold. It is made of nodes, so that no
 * value becomes markup. Values are isolated, so that a name written from right to left turns no words round.
 */
function asHtml(lines: FilledReceipt['lines']): string {
  const paragraph = document.createElement('p');
  for (const [index, line] of lines.entries()) {
    if (index > 0) paragraph.append(document.createElement('br'));
    for (const [place, { text, isValue }] of line.entries()) {
      const isLabel = place === 0 && /:\s*$/.test(text);
      paragraph.append(isValue ? element('bdi', text) : isLabel ? element('b', text) : text);
    }
  }
  return paragraph.outerHTML;
}

function element(name: 'b' | 'bdi', text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
