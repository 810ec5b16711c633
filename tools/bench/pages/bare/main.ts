import { signal } from '@preact/signals';
import { type ComponentChild, h, render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Shown } from '../../shown';

/** What the product shows, put in by the build. */
declare const SHOWN: Shown[];

interface Storage {
  get(keys: string[]): Promise<unknown>;
}
const { storage } = (globalThis as unknown as { chrome: { storage: { local: Storage; session: Storage } } }).chrome;

const shown = signal(SHOWN);

function Page() {
  const focused = useRef<HTMLElement>(null);
  useLayoutEffect(() => focused.current?.focus(), []);
  const view = (one: Shown): ComponentChild => {
    if (typeof one === 'string') return one;
    if (one.drawing) return h('span', { ...one.attributes, ref: draw });
    return h(one.tag, { ...one.attributes, ref: one.isFocused ? focused : undefined }, ...one.children.map(view));
  };
  return shown.value.map(view);
}

/** As the product draws its icons. */
function draw(place: HTMLElement | null): void {
  const template = document.getElementById(`drawing-${place?.dataset.drawing}`) as HTMLTemplateElement;
  place?.append(template.content.cloneNode(true));
}

// The product, too, waits for one reading of each area.
void Promise.all([storage.local.get(['config']), storage.session.get(['accounts'])]).then(() =>
  render(h(Page, null), document.body),
);
