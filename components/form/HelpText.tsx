import { type ComponentChildren, Fragment, h, type VNode } from 'preact';
import type { Block, Inline } from '../../lib/page/form/help-text';

/** Renders parsed Markdown help. Links open in a new tab and send no referrer. */
export function HelpText({ blocks }: { blocks: Block[] }) {
  // Passed one by one instead of as a list, which would need keys although nothing ever moves.
  return h(Fragment, null, ...blocks.map(blockView));
}

function blockView(block: Block): VNode {
  if (block.kind === 'paragraph') return h('p', null, ...block.content.map(inlineView));
  const items = block.items.map((item) => h('li', null, ...item.map(inlineView)));
  return h(block.ordered ? 'ol' : 'ul', null, ...items);
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
      return h('a', { href: part.href, target: '_blank', rel: 'noreferrer' }, ...part.content.map(inlineView));
  }
}
