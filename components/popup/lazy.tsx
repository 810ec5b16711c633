import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** A view whose code comes when it is first shown, and whether it has come. */
export type Lazy<Props> = ComponentType<Props> & { isThere: ReadonlySignal<boolean> };

/** A view whose code is loaded when it is first shown. Nothing is in its place until then, which takes a few milliseconds. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): Lazy<Props> {
  const view = signal<ComponentType<Props> | null>(null);
  let isAskedFor = false;
  function View(props: Props) {
    // Before the paint: the sooner it is asked for, the sooner it is there.
    useLayoutEffect(() => {
      if (isAskedFor) return;
      isAskedFor = true;
      void Promise.all([load(), import('../more-controls.css')]).then(([component]) => {
        view.value = component;
      });
    }, []);
    const Loaded = view.value;
    return Loaded ? <Loaded {...props} /> : null;
  }
  return Object.assign(View, { isThere: computed(() => view.value !== null) });
}
