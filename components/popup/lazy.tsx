import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** A view whose code comes when it is first shown. */
export type Lazy<Props> = ComponentType<Props> & {
  isThere: ReadonlySignal<boolean>;
  /** Settles once the code has come, which is asked for now at the latest. */
  prepare: () => Promise<void>;
};

/** A view whose code is loaded when it is first shown. Nothing is in its place until then, which takes a few milliseconds. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): Lazy<Props> {
  const view = signal<ComponentType<Props> | null>(null);
  let loading: Promise<void> | undefined;
  async function prepare() {
    loading ??= Promise.all([load(), import('../more-controls.css')]).then(([component]) => {
      view.value = component;
    });
    await loading;
  }
  function View(props: Props) {
    // Before the paint: the sooner it is asked for, the sooner it is there.
    useLayoutEffect(() => void prepare(), []);
    const Loaded = view.value;
    return Loaded ? <Loaded {...props} /> : null;
  }
  return Object.assign(View, { isThere: computed(() => view.value !== null), prepare });
}
