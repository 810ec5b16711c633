import { type ComponentChildren, Fragment, h, type VNode } from 'preact';
import type { Block, Inline } from '../../lib/page/form/help-text';

/** Help in Markdown, already parsed. Links open beside the popup and tell their page nothing. */
export function HelpText({ blocks }: { blocks: Block[] }) {
  // Nothing in it ever moves, so nothing needs a key: children are handed over one by one.
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
