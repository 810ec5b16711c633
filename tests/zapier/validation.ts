import { type Complaint, type Operation, operations } from './document';
import { type ApiError, apiError, pointerTo } from './errors';
import type { Endpoint } from './faults';
import { mediaTypeOf } from './record';
import type { RequestRecord } from './request-record';

/** Returns the documented operation of an endpoint. */
export function operationOf(endpoint: Endpoint): Operation {
  const operation = operations.get(endpoint);
  if (!operation) throw new Error(`lib/background/zapier/openapi.yaml has no ${endpoint}`);
  return operation;
}

/** Returns what the document does not allow in a request, as error objects for the response. */
export function checkRequest(operation: Operation, record: RequestRecord, search: URLSearchParams): ApiError[] {
  return [
    ...checkCookies(record),
    ...checkAccept(record),
    ...checkQuery(operation, search),
    ...checkBody(operation, record),
  ];
}

/** Returns what the document does not allow in one of our responses. */
export async function checkAnswer(operation: Operation, answer: Response): Promise<string[]> {
  const documented = operation.answers.get(answer.status);
  if (!documented) return [`status ${answer.status} is not documented`];
  const headers = documented.headers(Object.fromEntries(answer.headers)).map(describe('header'));
  const text = await answer.clone().text();
  if (!documented.body) return text === '' ? headers : [...headers, 'a body is not documented'];
  if (mediaTypeOf(answer.headers.get('content-type') ?? '') !== 'application/json')
    return [...headers, 'the content type is not application/json'];
  return [...headers, ...documented.body(JSON.parse(text)).map(describe('body'))];
}

function describe(where: string): (complaint: Complaint) => string {
  return ({ pointer, message }) => `${where} ${pointer}: ${message}`;
}

/**
 * Refuses cookies: the extension sends `credentials: 'omit'`; only a page in a tab sends the browser's Zapier session.
 */
function checkCookies({ headers, path }: RequestRecord): ApiError[] {
  if (headers.cookie === undefined || path === '/v2/authorize') return [];
  return [apiError(400, 'invalid', "The browser's Zapier cookies travelled along.", { header: 'Cookie' })];
}

function checkAccept({ headers, path }: RequestRecord): ApiError[] {
  const accepted = (headers.accept ?? '*/*').split(',').map(mediaTypeOf);
  if (path === '/v2/authorize' || accepted.some((type) => ['*/*', 'application/*', 'application/json'].includes(type)))
    return [];
  return [apiError(406, 'not_acceptable', 'Could not satisfy the request Accept header.', { header: 'Accept' })];
}

function checkQuery(operation: Operation, search: URLSearchParams): ApiError[] {
  const names = [...search.keys()];
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  const query = Object.fromEntries(
    [...search].map(([name, value]) => [name, operation.lists.has(name) ? value.split(',') : value]),
  );
  const complaints = operation.query(query).map(({ pointer, message }) => ({
    name: decodeURIComponent(pointer.split('/')[1] ?? ''),
    message,
  }));
  return [...repeated.map((name) => ({ name, message: 'must appear once' })), ...complaints].map(({ name, message }) =>
    apiError(400, 'invalid', `Query parameter ${name} ${message}.`, { parameter: name }),
  );
}

function checkBody(operation: Operation, { body, rawBody, headers }: RequestRecord): ApiError[] {
  if (!operation.body)
    return rawBody === '' ? [] : [apiError(400, 'invalid', 'This request takes no body.', { pointer: '' })];
  const { mediaType, check } = operation.body;
  const sent = mediaTypeOf(headers['content-type']);
  if (sent !== mediaType)
    return [
      apiError(415, 'unsupported_media_type', `Unsupported media type "${sent}" in request.`, {
        header: 'Content-Type',
      }),
    ];
  if (typeof body === 'string') return [apiError(400, 'parse_error', 'Malformed request.')];
  const complaints = [...check(body), ...(mediaType === 'application/json' ? [] : repeatedFields(rawBody))];
  return complaints.map(({ pointer, message }) =>
    apiError(400, 'invalid', `${pointer || '/'} ${message}.`, { pointer }),
  );
}

function repeatedFields(form: string): Complaint[] {
  const names = [...new URLSearchParams(form).keys()];
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ pointer: pointerTo(name), message: 'must appear once' }));
}
