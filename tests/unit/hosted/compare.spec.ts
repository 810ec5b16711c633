import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareConnections } from '../../../lib/hosted/compare';

const one = (id: string, isExpired = false) => ({ id, title: `Connection ${id}`, isExpired });
const list = fc.uniqueArray(fc.record({ id: fc.string(), title: fc.string(), isExpired: fc.boolean() }), {
  selector: ({ id }) => id,
});

test('what was not there before was made, by its id and not by its name', () => {
  const twin = { ...one('b'), title: 'Connection a' };
  expect(compareConnections([one('a')], [twin, one('a')])).toEqual({ made: [twin], renewed: [] });
});

test('what had expired and no longer has is renewed; what expires meanwhile is not', () => {
  const before = [one('a', true), one('b'), one('c', true)];
  expect(compareConnections(before, [one('a'), one('b', true), one('c', true)])).toEqual({
    made: [],
    renewed: [one('a')],
  });
});

test('what is gone, renamed or in another order is no news', () => {
  fc.assert(
    fc.property(list, fc.string(), (before, title) => {
      const after = before.slice(1).reverse();
      const renamed = after.map((connection) => ({ ...connection, title }));
      expect(compareConnections(before, renamed)).toEqual({ made: [], renewed: [] });
    }),
  );
});

test('everything is new where nothing was, and nothing has changed where nothing has', () => {
  fc.assert(
    fc.property(list, (connections) => {
      expect(compareConnections([], connections)).toEqual({ made: connections, renewed: [] });
      expect(compareConnections(connections, connections)).toEqual({ made: [], renewed: [] });
    }),
  );
});
