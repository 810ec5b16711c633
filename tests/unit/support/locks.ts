/** The part of the Web Locks API that the extension uses; Node 20 does not have it. */
export interface Locks {
  request(name: string, ...rest: [work: Work] | [options: { mode: 'shared' }, work: Work]): Promise<unknown>;
  query(): Promise<{ held: { name: string }[] }>;
}

type Work = () => Promise<unknown>;

/** Creates a separate lock manager. Exclusive locks of a name are granted one at a time; shared ones never wait. */
export function createLocks(): Locks {
  const held: { name: string }[] = [];
  const last = new Map<string, Promise<unknown>>();

  async function hold(name: string, work: Work): Promise<unknown> {
    const lock = { name };
    held.push(lock);
    try {
      return await work();
    } finally {
      held.splice(held.indexOf(lock), 1);
    }
  }

  return {
    request(name, ...rest) {
      if (rest.length === 2) return hold(name, rest[1]);
      const turn = (last.get(name) ?? Promise.resolve()).then(() => hold(name, rest[0]));
      last.set(
        name,
        turn.catch(() => undefined),
      );
      return turn;
    },
    query: async () => ({ held: [...held] }),
  };
}
