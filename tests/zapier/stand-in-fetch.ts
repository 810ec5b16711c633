import { type Agent, request } from 'node:https';

/** Where a stand-in listens, and what every request to it has. */
interface Way {
  port: number;
  /** Connections that are used again. Default: a new one for each request. */
  agent?: Agent;
  /** Headers that a browser would add by itself. */
  headers?: Record<string, string>;
}

/**
 * Creates a `fetch` redirected to a stand-in, whatever the host. Node's own does not accept a self-signed certificate.
 */
export function fetchFrom({ port, agent, headers = {} }: Way) {
  return async (asked: Request): Promise<Response> => {
    const { host, pathname, search } = new URL(asked.url);
    const body = Buffer.from(await asked.arrayBuffer());
    return new Promise((resolve, reject) => {
      const fail = () => reject(asked.signal.aborted ? asked.signal.reason : new TypeError('Failed to fetch'));
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          servername: host,
          rejectUnauthorized: false,
          agent: agent ?? false,
          method: asked.method,
          path: pathname + search,
          headers: { ...Object.fromEntries(asked.headers), ...headers, host, 'content-length': body.length },
          signal: asked.signal,
        },
        (answer) => {
          const status = answer.statusCode ?? 0;
          if (status >= 300 && status < 400 && asked.redirect === 'error') {
            sent.destroy();
            return fail();
          }
          const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
            start(stream) {
              answer.on('data', (chunk: Buffer) => stream.enqueue(Uint8Array.from(chunk)));
              answer.on('error', () =>
                stream.error(asked.signal.aborted ? asked.signal.reason : new TypeError('network error')),
              );
              answer.on('end', () => stream.close());
            },
            cancel: () => void sent.destroy(),
          });
          // A Response with a status that has no body accepts none, not even an empty one.
          resolve(new Response(status === 204 ? null : body, { status, headers: headersOf(answer) }));
        },
      );
      sent.on('error', fail);
      sent.end(body);
    });
  };
}

function headersOf({ headers }: { headers: NodeJS.Dict<string | string[]> }): Headers {
  const copy = new Headers();
  for (const [name, value = ''] of Object.entries(headers)) copy.set(name, [value].flat().join(', '));
  return copy;
}
