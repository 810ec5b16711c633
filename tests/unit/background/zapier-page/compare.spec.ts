import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareConnections } from '../../../../lib/background/zapier-page/compare';

const one = (id: string, isExpired = false) => ({ id, title: `Connection ${id}`, isExpired });
const list = fc.uniqueArray(fc.record({ id: fc.string(), title: fc.string(), isExpired: fc.boolean() }), {
  selector: ({ id }) => id,
});

test('reports a connection with a new id as made, even if its title was there before', () => {
  const twin = { ...one('b'), title: 'Connection a' };
  expect(compareConnections([one('a')], [twin, one('a')])).toEqual({ made: [twin], renewed: [] });
});

test('reports a connection as renewed only if it had expired and no longer has', () => {
  const before = [one('a', true), one('b'), one('c', true)];
  expect(compareConnections(before, [one('a'), one('b', true), one('c', true)])).toEqual({
    made: [],
    renewed: [one('a')],
  });
});

test('reports nothing when connections are deleted, renamed or reordered', () => {
  fc.assert(
    fc.property(list, fc.string(), (before, title) => {
      const after = before.slice(1).reverse();
      const renamed = after.map((connection) => ({ ...connection, title }));
      expect(compareConnections(before, renamed)).toEqual({ made: [], renewed: [] });
    }),
  );
});

test('reports every connection as made after an empty list, and none after an equal list', () => {
  fc.assert(
    fc.property(list, (connections) => {
      expect(compareConnections([], connections)).toEqual({ made: connections, renewed: [] });
      expect(compareConnections(connections, connections)).toEqual({ made: [], renewed: [] });
    }),
  );
});
