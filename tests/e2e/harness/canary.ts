import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { API_HOST, ISSUED, type RequestRecord, SEALED, type ZapierStandIn } from '../../zapier/zapier';
import type { ErrorLog } from './error-log';
import type { Extension } from './extension';

/** Matches secrets: the stand-in's codes and tokens, those that a broker sealed, and credentials typed by tests. */
const TOKEN = new RegExp(`${ISSUED.source}|${SEALED.source}`);
const CREDENTIAL = /\b(acme_live_|deskwell-key-|tf-secret-)\w+/;
const SECRET = new RegExp(`${TOKEN.source}|${CREDENTIAL.source}`);

/** Where secrets are allowed: keys of the two storage areas, and the requests that carry them. */
const TOKENS = /^tokens$/;
const IN_MEMORY = /^(tokens$|candidate$|secrets\/)/;
const CARRIES_CREDENTIALS = 'POST /v2/authentications';
const CARRIES_CODES_AND_TOKENS = ['POST /oauth/token/', 'POST /oauth/token', 'POST /token'];

/** Where to search. */
interface Searched {
  extension: Extension;
  zapier: ZapierStandIn;
  errorLog: ErrorLog;
}

/**
 * Returns every place with a secret that should not have one: storage, databases, consoles, addresses, the markup of
 * open pages, and requests. Names the place, never the secret.
 */
export async function misplacedSecrets({ extension, zapier, errorLog }: Searched): Promise<string[]> {
  const kept = [
    ...(await keysWithSecrets(extension, 'local')).filter((key) => !TOKENS.test(key)).map((key) => `local:${key}`),
    ...(await keysWithSecrets(extension, 'session'))
      .filter((key) => !IN_MEMORY.test(key))
      .map((key) => `session:${key}`),
  ];
  const told = (await errorLog.everything()).some((text) => SECRET.test(text)) ? ['a console'] : [];
  return [
    ...kept,
    ...(await otherStores(extension)),
    ...told,
    ...(await pagesWithSecrets(extension)),
    ...zapier.requests.flatMap(partsWithSecrets),
  ];
}

/** Returns the keys of all stored values with a secret, allowed or not. */
export async function keysWithSecrets(extension: Extension, area: 'local' | 'session'): Promise<string[]> {
  const stored = Object.entries(await extension.readStorage(area));
  return stored.filter(([key, value]) => SECRET.test(`${key} ${JSON.stringify(value)}`)).map(([key]) => key);
}

/**
 * Returns the tokens issued by the stand-in or sealed by a broker, and the texts that begin with `typed`, in all files
 * of a profile, to be called while the browser is closed. Browsers write text as UTF-8 or UTF-16, and compress only
 * what repeats itself.
 */
export async function secretsInFiles(folder: string, typed: string): Promise<string[]> {
  const pattern = new RegExp(`${TOKEN.source}|${typed}\\w*`, 'g');
  const found = new Set<string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    for (const text of [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')])
      for (const [secret] of text.matchAll(pattern)) found.add(secret);
  }
  return [...found];
}

/** Returns non-empty stores that the extension does not use. */
function otherStores(extension: Extension): Promise<string[]> {
  return extension.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => `the database ${name}`);
    const cached = (await caches.keys()).map((name) => `the cache ${name}`);
    const web = Object.entries({ localStorage, sessionStorage }).flatMap(([name, { length }]) =>
      length ? [name] : [],
    );
    return [...databases, ...cached, ...web];
  });
}

/** Searches every open page of the extension, including the toolbar popup; a page's title is part of its markup. */
async function pagesWithSecrets(extension: Extension): Promise<string[]> {
  const pages = await extension.evaluate((browser) =>
    browser.extension.getViews().map(({ document, location }) => ({
      name: location.pathname,
      parts: { 'the address': location.href, 'the markup': document.documentElement.outerHTML },
    })),
  );
  return pages.flatMap(({ name, parts }) =>
    Object.entries(parts).flatMap(([part, text]) => (SECRET.test(text) ? [`${part} of ${name}`] : [])),
  );
}

function partsWithSecrets(request: RequestRecord): string[] {
  const name = `${request.method} ${request.path}`;
  const { authorization, ...headers } = request.headers;
  const parts = {
    'the address': `${request.path} ${JSON.stringify(request.query)}`,
    'a header': JSON.stringify(request.host === API_HOST ? headers : request.headers),
    'the body':
      name === CARRIES_CREDENTIALS
        ? request.rawBody.replace(new RegExp(CREDENTIAL, 'g'), '')
        : CARRIES_CODES_AND_TOKENS.includes(name)
          ? request.rawBody.replace(new RegExp(TOKEN, 'g'), '')
          : request.rawBody,
  };
  return Object.entries(parts)
    .filter(([, text]) => SECRET.test(text))
    .map(([part]) => `${part} of ${name}`);
}
