import { type ComponentChildren, Fragment, h } from 'preact';
import { i18n } from '#i18n';
import type { Block, Inline } from '../../lib/page/form/help-text';

/**
 * Renders a definition's text, parsed from Markdown, and says that it is the company's: neither ours nor Zapier's. Links
 * open in a new tab, send no referrer, and show where they lead.
 */
export function HelpText({ blocks }: { blocks: Block[] }) {
  if (blocks.length === 0) return null;
  return (
    <div class="from-company">
      <span class="muted">{i18n.t('popup.form.fromCompany')} · </span>
      <Blocks blocks={blocks} />
    </div>
  );
}

/** Renders parsed Markdown. */
export function Blocks({ blocks }: { blocks: Block[] }) {
  // Passed one by one instead of as a list, which would need keys although nothing ever moves.
  return h(Fragment, null, ...blocks.map(blockView));
}

function blockView(block: Block): ComponentChildren {
  if (block.kind === 'paragraph') return h('p', null, ...block.content.map(inlineView));
  const items = block.items.map((item) => h('li', null, ...item.map(inlineView)));
  return block.start === null ? h('ul', null, ...items) : h('ol', { start: block.start }, ...items);
}

function inlineView(part: Inline): ComponentChildren {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'break':
      return <br />;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return h('strong', null, ...part.content.map(inlineView));
    case 'emphasis':
      return h('em', null, ...part.content.map(inlineView));
    case 'link':
      return (
        <>
          {h('a', { href: part.href, target: '_blank', rel: 'noreferrer' }, ...part.content.map(inlineView))}
          {part.host && <span class="muted"> ({part.host})</span>}
        </>
      );
  }
}
