import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A view whose code is loaded when it is first shown. Nothing is in its place until then, which takes a few milliseconds. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [, show] = useState(loaded !== undefined);
    useEffect(() => {
      // Another one of its kind may have loaded it between this one's first look and now.
      if (loaded) return show(true);
      void Promise.all([load(), import('../more-controls.css')]).then(([component]) => {
        loaded = component;
        show(true);
      });
    }, []);
    const Loaded = loaded;
    return Loaded ? <Loaded {...props} /> : null;
  };
}
