// Other people's code, made lighter as it is built. Each plugin fails the build when it no longer finds its place.
import { type Plugin, parseAst } from 'vite';

/** The interface never sets `dangerouslySetInnerHTML`; without Preact's one sink the packages hold no innerHTML at all. */
function withoutInnerHTML(): Plugin {
  return {
    name: 'without-inner-html',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/preact/dist/preact.mjs')) return;
      const result = code.replace(/\w+\.innerHTML=(\w+)\.__html/g, 'void 0');
      if (result === code) throw new Error('Preact no longer sets innerHTML where this plugin expects it');
      return { code: result, map: null };
    },
  };
}

/**
 * WXT's storage reads every item once as it is defined, behind a CommonJS lock, for items with `init`.
 * No item here has one. Without it the popup saves a script, 1 KB and eight trips to the browser.
 */
function withoutInitLock(): Plugin {
  const id = '\0init-lock';
  return {
    name: 'without-init-lock',
    enforce: 'pre',
    resolveId: (source) => (source === 'superlock' ? id : undefined),
    load: (source) => (source === id ? 'export const withLock = () => async () => {};' : undefined),
  };
}

/**
 * WXT asks the browser for `runtime.id` to tell whether `browser` is the extension's API. In our pages it
 * always is; and a popup that never touches `runtime` saves the browser from setting that up.
 */
function plainExtensionApi(): Plugin {
  const id = '\0extension-api';
  return {
    name: 'plain-extension-api',
    enforce: 'pre',
    resolveId: (source) => (source === '@wxt-dev/browser' ? id : undefined),
    load: (source) => (source === id ? 'export const browser = globalThis.browser ?? globalThis.chrome;' : undefined),
  };
}

/** What of WXT's storage nothing here calls; tests/package proves it. */
export const UNUSED_STORAGE = [
  'getMeta',
  'getMetas',
  'setMeta',
  'setMetas',
  'removeMeta',
  'watchMeta',
  'snapshot',
  'restoreSnapshot',
  'unwatch',
  'defaultValue',
];

/** WXT's storage is one object, of which bundlers leave nothing out. Without {@link UNUSED_STORAGE} it is a third lighter. */
function withoutUnusedStorage(): Plugin {
  return {
    name: 'without-unused-storage',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/@wxt-dev/storage/dist/index.mjs')) return;
      const found = new Set<string>();
      let result = code;
      // From the end, so that what was found before keeps its place.
      for (const { name, start, end } of properties(parseAst(code)).sort((a, b) => b.start - a.start)) {
        if (!UNUSED_STORAGE.includes(name)) continue;
        found.add(name);
        const after = result.slice(end).match(/^\s*,/)?.[0].length ?? 0;
        result = result.slice(0, start) + result.slice(end + after);
      }
      const missing = UNUSED_STORAGE.filter((name) => !found.has(name));
      if (missing.length > 0) throw new Error(`WXT's storage no longer has ${missing.join(', ')}`);
      // Words for developers who use it outside of an extension or ask it to explain itself, and the reading for `init`.
      const terse = result.replace(
        /migrationsDone\.then\(getOrInitValue\);|if \((debug|browser\.(runtime|storage) == null)\) (throw|console)[^;]*;/g,
        '',
      );
      if (terse === result) throw new Error("WXT's storage is no longer written as this plugin expects it");
      return { code: terse, map: null };
    },
  };
}

interface Property {
  name: string;
  start: number;
  end: number;
}

/** The named functions of all object literals in a syntax tree. */
function properties(node: unknown): Property[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(properties);
  return isMethod(node) ? [...inner, { name: node.key.name, start: node.start, end: node.end }] : inner;
}

function isMethod(
  node: object,
): node is { key: { name: string }; value: { type: string }; start: number; end: number } {
  return (
    'type' in node &&
    node.type === 'Property' &&
    'value' in node &&
    typeof node.value === 'object' &&
    node.value !== null &&
    'type' in node.value &&
    (node.value.type === 'ArrowFunctionExpression' || node.value.type === 'FunctionExpression')
  );
}

/**
 * Vite loads a lazy chunk's stylesheet by a helper that also preloads scripts, in many browsers and under
 * any address. Here stylesheets alone are loaded, by the paths of an extension's own files.
 */
function smallPreloadHelper(): Plugin {
  return {
    name: 'small-preload-helper',
    enforce: 'pre',
    load(id) {
      if (id !== '\0vite/preload-helper.js') return;
      return `
        const styles = {};
        const load = (path) => (styles[path] ??= new Promise((resolve, reject) => {
          const link = document.createElement('link');
          link.rel = 'stylesheet';
          link.href = '/' + path;
          link.onload = resolve;
          link.onerror = reject;
          document.head.append(link);
        }));
        export const __vitePreload = (chunk, paths = []) => Promise.all([chunk(), ...paths.map(load)]).then(([module]) => module);
      `;
    },
  };
}

/** What the extension calls of those functions that the polyfill knows; tests/package proves it. */
export const USED_APIS: Record<string, string[]> = {
  alarms: ['clear', 'get'],
  commands: ['getAll'],
  identity: ['launchWebAuthFlow'],
  permissions: ['contains', 'request'],
  runtime: ['openOptionsPage', 'sendMessage'],
  'storage.local': ['get'],
  'storage.managed': ['get'],
  tabs: ['get', 'query', 'remove'],
  windows: ['create', 'update'],
};

/** The functions of the browser's API that the polyfill knows, with their numbers of arguments, by namespace. */
interface ApiMetadata {
  [name: string]: ApiMetadata | number;
}

/** The polyfill knows every function that extensions ever had. With {@link USED_APIS} alone it is half as heavy. */
function withoutUnusedApis(): Plugin {
  const BEGIN = 'const apiMetadata = ';
  return {
    name: 'without-unused-apis',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/webextension-polyfill/dist/browser-polyfill.js')) return;
      const start = code.indexOf(BEGIN) + BEGIN.length;
      const end = code.indexOf(';', start);
      const used = usedApis(JSON.parse(code.slice(start, end)));
      return { code: code.slice(0, start) + JSON.stringify(used) + code.slice(end), map: null };
    },
  };
}

/** What {@link USED_APIS} names. */
export function usedApis(known: ApiMetadata): ApiMetadata {
  const used: ApiMetadata = {};
  for (const [namespace, names] of Object.entries(USED_APIS)) {
    let from: ApiMetadata | number | undefined = known;
    let into = used;
    for (const part of namespace.split('.')) {
      from = typeof from === 'object' ? from[part] : undefined;
      into[part] ??= {};
      into = into[part] as ApiMetadata;
    }
    for (const name of names) {
      if (typeof from !== 'object' || from[name] === undefined)
        throw new Error(`The polyfill no longer knows ${namespace}.${name}`);
      into[name] = from[name];
    }
  }
  return used;
}

/** ky can tell how far a body has come. Nobody here asks: `fetch` and the answers are used as they are. */
function withoutProgress(): Plugin {
  return {
    name: 'without-progress',
    enforce: 'pre',
    load(id) {
      if (!id.includes('/ky/distribution/utils/body.js')) return;
      return 'export const streamRequest = (request) => request; export const streamResponse = (response) => response;';
    },
  };
}

/** Everything here as one list. */
export const lighterLibraries = (): Plugin[] => [
  withoutInnerHTML(),
  plainExtensionApi(),
  withoutInitLock(),
  withoutUnusedStorage(),
  withoutUnusedApis(),
  withoutProgress(),
  smallPreloadHelper(),
];
