import { authorised, limited } from '../access';
import { apiError, refuse } from '../errors';
import type { Handle } from '../operation';
import { page } from '../paging';
import type { State } from '../state';

/** GET /v2/apps. Leaves out our own apps unless `listOwnApps(true)`, as Zapier's older API does. */
export function listApps(state: State): Handle {
  return limited(
    state,
    authorised(state, ['zap'], (c) => {
      const { query, category, ids } = c.req.query();
      if (ids !== undefined && category !== undefined) {
        const detail = 'ids and category cannot be used together.';
        const source = { parameter: 'ids' };
        state.violations.push({ kind: 'request', message: detail, source, request: c.get('record') });
        return refuse(apiError(400, 'invalid', detail, source));
      }
      const wanted = ids?.toLowerCase().split(',');
      const apps = state.apps
        .filter(({ definition }) => definition === null || state.switches.listOwnApps)
        .map(({ app }) => app)
        .filter(
          ({ id, title, categories }) =>
            (query === undefined || title.toLowerCase().includes(query.toLowerCase())) &&
            (category === undefined || categories.some(({ slug }) => slug === category)) &&
            (wanted === undefined || wanted.includes(id)),
        )
        .map((app) => (state.switches.capitalIds ? { ...app, id: app.id.toUpperCase() } : app));
      return Response.json(page(apps, c.req.url));
    }),
  );
}
