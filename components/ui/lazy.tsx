import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Loads a view's code when it is first shown. Its place is empty until then, for a few milliseconds. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const view = signal<ComponentType<Props> | null>(null);
  return (props) => {
    useLayoutEffect(() => {
      void load().then((component) => {
        view.value = component;
      });
    }, []);
    const Loaded = view.value;
    return Loaded && <Loaded {...props} />;
  };
}
