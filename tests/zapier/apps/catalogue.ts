import { createHash } from 'node:crypto';
import type { components } from '../../../lib/background/zapier/openapi.generated';
import type { AppDefinition } from '../../../lib/shared/definitions/definition';
import { API_HOST, WWW_HOST } from '../hosts';
import { generatedApps } from './generated-apps';
import { INVENTED_APPS } from './invented-apps';
import { type AppSeed, AWKWARD_APPS, KNOWN_APPS } from './known-apps';
import { OWN_APPS } from './own-apps';

/** An app of the directory, with its definition if it is our client's own. */
export interface CatalogueApp {
  app: components['schemas']['App'];
  definition: AppDefinition | null;
}

const ICON_SIZES = ['url_16x16', 'url_32x32', 'url_64x64', 'url_128x128'] as const;

/** Creates the directory, most popular app first: some 300 apps, then generated ones up to `size`. */
export function createCatalogue(size = 0): CatalogueApp[] {
  const own = OWN_APPS.map((definition) => ({
    app: appFrom({ title: definition.title, id: definition.app, category: 'partners', description: 'Your own app.' }),
    definition,
  }));
  const named = [...KNOWN_APPS, ...AWKWARD_APPS, ...INVENTED_APPS];
  const seeds = [...named, ...generatedApps(Math.max(0, size - named.length))];
  const others = seeds.map((seed, place) => ({
    app: appFrom(seed, place),
    definition: null,
  }));
  return [...own, ...others];
}

function appFrom(seed: AppSeed, place = 0): CatalogueApp['app'] {
  const digest = createHash('sha256').update(`${place} ${seed.title}`).digest('hex');
  const icon = (size: string) => iconAddress(seed.icon ?? `developer_cli/${digest.slice(0, 32)}.png`, size);
  const [small, medium, large, huge] = ICON_SIZES.map((name) => icon(name.slice(name.indexOf('x') + 1)));
  return {
    type: 'app',
    id: seed.id ?? uuidFrom(digest),
    title: seed.title,
    description: seed.description,
    image: medium ?? '',
    images: { url_16x16: small ?? '', url_32x32: medium ?? '', url_64x64: large ?? '', url_128x128: huge ?? '' },
    hex_color: seed.color ?? digest.slice(0, 6),
    categories: [{ slug: seed.category }],
    action_types: ['READ', 'WRITE'],
    links: { connect_new_authentication: seed.key === null ? null : connectLink(seed.key ?? keyFrom(digest)) },
  };
}

function iconAddress(path: string, size: string): string {
  if (path === 'none') return '';
  return `https://zapier-images.imgix.net/storage/${path}?auto=format%2Ccompress&fit=crop&h=${size}&q=50&w=${size}`;
}

/** Makes a version 4 UUID (RFC 9562, section 5.4) with its random part taken from a digest. */
function uuidFrom(digest: string): string {
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}

function keyFrom(digest: string): string {
  return `App${(Number.parseInt(digest.slice(0, 6), 16) % 300_000) + 1}CLIAPI@1.0.0`;
}

function connectLink(key: string): string {
  const link = new URL(`https://${WWW_HOST}/engine/auth/start/${key}`);
  link.searchParams.set('redirect', `https://${API_HOST}/v2/authentications/redirect`);
  return link.href;
}
