/** An element of a page, or a text in it. */
export type Shown =
  | string
  | {
      tag: string;
      attributes: Record<string, string>;
      children: Shown[];
      /** Whether it is one of the product's icons, which are copied from templates. */
      drawing: boolean;
      isFocused: boolean;
    };

/** What stands in a page. Runs in the browser. */
export function shownIn(page: Document): Shown[] {
  const look = (parent: Element): Shown[] =>
    [...parent.childNodes].flatMap((node): Shown[] => {
      if (node instanceof Text) return [node.data];
      if (!(node instanceof HTMLElement)) return [];
      const drawing = node.dataset.drawing !== undefined;
      return [
        {
          tag: node.localName,
          attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
          children: drawing ? [] : look(node),
          drawing,
          isFocused: node === page.activeElement,
        },
      ];
    });
  return look(page.body);
}
