import type { Plugin } from 'vite';
import { DRAWINGS, type DrawingName, templateId } from '../../components/drawings';

/** Puts the icons' drawings into every page, as templates: inert until `Icon` copies one. */
export function drawings(): Plugin {
  const names = Object.keys(DRAWINGS) as DrawingName[];
  return {
    name: 'drawings',
    transformIndexHtml: () =>
      names.map((name) => ({
        tag: 'template',
        attrs: { id: templateId(name) },
        children: `<svg viewBox="0 0 16 16">${DRAWINGS[name]}</svg>`,
        injectTo: 'head',
      })),
  };
}
