import { createHash } from 'node:crypto';
import type { components } from '../../lib/background/zapier/openapi.generated';
import { authorised, limited } from './access';
import type { CatalogueApp } from './apps/catalogue';
import { refusedFields } from './credentials';
import { apiError, refuse } from './errors';
import { checkedBody, type Handle } from './operation';
import { page } from './paging';
import type { Connection, State } from './state';

type NewAuthentication = components['schemas']['NewAuthentication'];

/** GET /v2/authentications: returns the caller's own connections of one app. */
export function listAuthentications(state: State): Handle {
  return limited(
    state,
    authorised(state, ['connection:read', 'authentication'], (c, { person }) => {
      const app = findApp(state, c.req.query('app') ?? '');
      if (!app) return refuse(apiError(404, 'not_found', 'App not found.', { parameter: 'app' }));
      const own = state.connections.filter(
        (connection) => connection.app === app.app.id && connection.owner.id === person.id,
      );
      return Response.json(
        page(
          own.map((connection) => toAuthentication(state, connection)),
          c.req.url,
          state.switches.pageLimit,
        ),
      );
    }),
  );
}

/** POST /v2/authentications: creates a connection, for the client's own apps only unless `allowAllApps(true)`. */
export function createAuthentication(state: State): Handle {
  return limited(
    state,
    authorised(state, ['connection:write', 'authentication:write'], (c, { person }) => {
      const { data } = checkedBody<NewAuthentication>(c);
      const app = findApp(state, data.app);
      if (!app) return refuse(apiError(404, 'not_found', 'App not found.', { pointer: '/data/app' }));
      if (!app.definition && !state.switches.allowAllApps)
        return refuse(
          apiError(403, 'permission_denied', 'Your integration can only create authentications for its own app.'),
        );
      const [first, ...others] = refusedFields(app.definition, data.authentication_fields, state.switches.validKey);
      if (first) return refuse(first, ...others);
      const connection = addConnection(state, {
        app: app.app.id,
        title: data.title,
        fields: data.authentication_fields,
        owner: person,
        isExpired: false,
      });
      return Response.json(
        {
          data: [toAuthentication(state, connection)],
          meta: { count: 1, limit: 1, offset: 0 },
          links: { next: null, prev: null },
        },
        { status: 201 },
      );
    }),
  );
}

/**
 * DELETE /v2/authentications/{authentication_id}: deletes one of the caller's own, unless `deletion()` says otherwise.
 */
export function deleteAuthentication(state: State): Handle {
  return limited(
    state,
    authorised(state, ['connection:write', 'authentication:write'], (c, { person }) => {
      const { deletion } = state.switches;
      if (deletion === 403)
        return refuse(apiError(403, 'permission_denied', 'You do not have permission to perform this action.'));
      if (deletion === 405) return refuse(apiError(405, 'method_not_allowed', 'Method "DELETE" not allowed.'));
      const position = state.connections.findIndex(
        ({ id, owner }) => id === c.req.param('authentication_id') && owner.id === person.id,
      );
      if (deletion === 404 || position < 0) return refuse(apiError(404, 'not_found', 'Not found.'));
      state.connections.splice(position, 1);
      return new Response(null, { status: 204 });
    }),
  );
}

/** Adds a connection with an id that looks like Zapier's short hashes. */
export function addConnection(state: State, connection: Omit<Connection, 'id'>): Connection {
  const digest = createHash('sha256')
    .update(`connection ${state.connectionsMade++}`)
    .digest('base64');
  const created = { ...connection, id: digest.replace(/[^A-Za-z0-9]/g, '').slice(0, 7) };
  state.connections.push(created);
  return created;
}

function toAuthentication(state: State, { id, app, title, isExpired }: Connection) {
  const expanded = state.switches.expandApps ? findApp(state, app)?.app : undefined;
  return { type: 'authentication', id, app: expanded ?? app, is_expired: isExpired, title };
}

function findApp(state: State, id: string): CatalogueApp | undefined {
  return state.apps.find(({ app }) => app.id === id.toLowerCase());
}
