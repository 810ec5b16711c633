import * as v from 'valibot';
import type { AppRef } from '../../shared/app';
import type { AppDefinition } from '../../shared/definitions/definition';
import type { KnownAs, OwnApps } from '../../shared/set-up-check';
import type { Zapier } from '../zapier/api';
import { HOLDER } from './holding';

/** The most apps that are looked up one by one, and the most that a name finds: requests per minute are few. */
const [MOST_BY_ID, MOST_FOUND] = [5, 5];

const uuid = v.pipe(v.string(), v.uuid());

/**
 * Looks for the company's own apps: for those with a definition, or else for what was typed. Zapier does not list every
 * app, so one that it does not list is looked up by its id.
 */
export async function lookForApps(zapier: Zapier, definitions: AppDefinition[], asked: string): Promise<OwnApps> {
  if (definitions.length > 0) {
    const defined = definitions.map(({ app, title }) => ({ id: app.toLowerCase(), title }));
    return { defined: await asKnown(zapier, defined), asked: '', found: [] };
  }
  if (v.is(uuid, asked)) {
    const id = asked.toLowerCase();
    return { defined: [], asked, found: await asKnown(zapier, [{ id, title: id }]) };
  }
  return { defined: [], asked, found: asked === '' ? [] : await byName(zapier, asked) };
}

async function asKnown(zapier: Zapier, apps: AppRef[]): Promise<OwnApps['defined']> {
  const list = await zapier.listedApps(
    HOLDER,
    apps.map(({ id }) => id),
  );
  const listed = new Map(list.ok ? list.value.map(({ id, title }) => [id, title]) : []);
  let left = MOST_BY_ID;
  const known: OwnApps['defined'] = [];
  for (const { id, title } of apps) {
    const name = title === id ? (listed.get(id) ?? title) : title;
    if (listed.has(id)) known.push({ id, title: name, known: 'listed' });
    else known.push({ id, title, known: left-- > 0 ? await byId(zapier, id) : null });
  }
  return known;
}

/** Zapier refuses the list of connections of an app that it does not know. */
async function byId(zapier: Zapier, appId: string): Promise<KnownAs> {
  const page = await zapier.connectionsPage({ accountId: HOLDER, appId }, 0, 'awaited');
  if (page.ok) return 'by-id';
  const { failure } = page;
  return failure.code === 'refused' && (failure.status === 404 || failure.status === 400) ? 'unknown' : null;
}

/** Apps of exactly this name come first. */
async function byName(zapier: Zapier, name: string): Promise<OwnApps['found']> {
  const search = await zapier.searchApps({ accountId: HOLDER, query: name });
  if (!search.ok) return [];
  const isExact = ({ title }: AppRef) => title.toLowerCase() === name.toLowerCase();
  return search.value
    .toSorted((one, other) => Number(isExact(other)) - Number(isExact(one)))
    .slice(0, MOST_FOUND)
    .map(({ id, title }) => ({ id, title, known: 'listed' }));
}
