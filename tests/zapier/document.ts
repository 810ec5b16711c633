import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { pointerTo } from './errors';

/** An error in a value and its place. */
export interface Complaint {
  message: string;
  /** JSON Pointer into the value. */
  pointer: string;
}

/** Checks a value against a schema of the document. */
export type Check = (value: unknown) => Complaint[];

/** A documented response; without `body` it must have none. */
interface DocumentedAnswer {
  headers: Check;
  body: Check | null;
}

/** One operation of lib/background/zapier/openapi.yaml with its checks. */
export interface Operation {
  origin: string;
  /** Names of query parameters with comma-separated lists. */
  lists: ReadonlySet<string>;
  /** Checks the whole query; an undocumented name is a complaint. */
  query: Check;
  /** Null if the operation takes no body. */
  body: { mediaType: string; check: Check } | null;
  answers: ReadonlyMap<number, DocumentedAnswer>;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  explode?: boolean;
  schema: AnySchemaObject;
}
interface Header {
  required?: boolean;
  schema: AnySchemaObject;
}
type Content = Record<string, unknown>;
type Referable<T> = T | { $ref: string };
interface PathItem {
  servers?: { url: string }[];
  get?: OperationObject;
  post?: OperationObject;
  delete?: OperationObject;
}
interface OperationObject {
  parameters?: Referable<Parameter>[];
  requestBody?: { content: Content };
  responses: Record<string, Referable<ResponseObject>>;
}
interface ResponseObject {
  headers?: Record<string, Header>;
  content?: Content;
}
interface OpenApiDocument {
  servers: [{ url: string }];
  paths: Record<string, PathItem>;
  components: { parameters: Record<string, Parameter>; responses: Record<string, ResponseObject> };
}

const METHODS = ['get', 'post', 'delete'] as const;
const ID = 'openapi.yaml';

const document: OpenApiDocument = parse(
  readFileSync(new URL('../../lib/background/zapier/openapi.yaml', import.meta.url), 'utf8'),
);

const ajv = addFormats.default(new Ajv2020({ allErrors: true, allowUnionTypes: true }));
// The whole document is added as one schema, so that references within it resolve.
ajv.addVocabulary(Object.keys(document)).addSchema(document, ID);
// Queries and headers are text, so numbers must be converted.
const textAjv = addFormats.default(new Ajv2020({ allErrors: true, coerceTypes: true }));

/** All operations of the document, by method and path. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const object = item[method];
      if (!object) return [];
      return [[`${method.toUpperCase()} ${path}`, readOperation(object, item, ['paths', path, method])] as const];
    }),
  ),
);

function readOperation(object: OperationObject, item: PathItem, at: string[]): Operation {
  const parameters = (object.parameters ?? [])
    .map((parameter) => named(parameter, document.components.parameters).value)
    .filter((parameter) => parameter.in === 'query');
  const [mediaType] = Object.keys(object.requestBody?.content ?? {});
  return {
    origin: (item.servers ?? document.servers)[0]?.url ?? '',
    lists: new Set(parameters.filter(({ explode }) => explode === false).map(({ name }) => name)),
    query: checkOfText({
      properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    }),
    body: mediaType ? { mediaType, check: checkAt([...at, 'requestBody', 'content', mediaType, 'schema']) } : null,
    answers: new Map(
      Object.keys(object.responses).map((status) => [Number(status), readAnswer(object, at, status)] as const),
    ),
  };
}

function readAnswer(object: OperationObject, at: string[], status: string): DocumentedAnswer {
  const response = object.responses[status];
  if (!response) throw new Error(`No response ${status}`);
  const { value, name } = named(response, document.components.responses);
  const path = name ? ['components', 'responses', name] : [...at, 'responses', status];
  const headers = Object.entries(value.headers ?? {}).map(([name, header]) => ({
    name: name.toLowerCase(),
    ...header,
  }));
  return {
    headers: checkOfText({
      properties: Object.fromEntries(headers.map(({ name, schema }) => [name, schema])),
      required: headers.filter(({ required }) => required).map(({ name }) => name),
    }),
    body: value.content ? checkAt([...path, 'content', 'application/json', 'schema']) : null,
  };
}

/** Resolves a reference to one of the document's components. */
function named<T extends object>(node: Referable<T>, components: Record<string, T>): { value: T; name: string | null } {
  if (!('$ref' in node)) return { value: node, name: null };
  const name = node.$ref.slice(node.$ref.lastIndexOf('/') + 1);
  const value = components[name];
  if (!value) throw new Error(`${node.$ref} leads nowhere`);
  return { value, name };
}

function checkAt(path: string[]): Check {
  return checkWith(ajv.compile({ $ref: `${ID}#${encodeURI(pointerTo(...path))}` }));
}

function checkOfText(schema: AnySchemaObject): Check {
  const check = checkWith(textAjv.compile({ type: 'object', ...schema }));
  return (value) => check(structuredClone(value));
}

function checkWith(validate: ValidateFunction): Check {
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(complaint));
}

function complaint({ instancePath, params, message }: ErrorObject): Complaint {
  const key: unknown = params.missingProperty ?? params.additionalProperty;
  return {
    message: message ?? 'is not allowed',
    pointer: typeof key === 'string' ? instancePath + pointerTo(key) : instancePath,
  };
}
