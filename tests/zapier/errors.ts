import type { components } from '../../lib/background/zapier/openapi.generated';

/** An object of the `errors` list. */
export type ApiError = components['schemas']['Error'];

/** Titles by code, as in Django REST Framework, which Zapier's documented errors follow. */
const TITLES: Record<string, string> = {
  parse_error: 'ParseError',
  invalid: 'ValidationError',
  required: 'ValidationError',
  not_authenticated: 'NotAuthenticated',
  authentication_failed: 'AuthenticationFailed',
  permission_denied: 'PermissionDenied',
  not_found: 'NotFound',
  method_not_allowed: 'MethodNotAllowed',
  not_acceptable: 'NotAcceptable',
  unsupported_media_type: 'UnsupportedMediaType',
  throttled: 'Throttled',
  error: 'APIException',
};

/** Builds an error object in Zapier's format. `by` says who refused: Zapier or the app itself. */
export function apiError(
  status: number,
  code: string,
  detail: string,
  source: ApiError['source'] = null,
  by: 'ZAPIER' | 'THIRD_PARTY' = 'ZAPIER',
): ApiError {
  return {
    status,
    code,
    title: TITLES[code] ?? 'APIException',
    detail,
    source,
    meta: { source: by, full_details: { message: detail, code } },
  };
}

/** Builds a response with error objects and the first one's status. */
export function refuse(first: ApiError, ...others: ApiError[]): Response {
  return Response.json({ errors: [first, ...others] }, { status: first.status });
}

/** Returns the JSON Pointer to a property, escaped as in RFC 6901. */
export function pointerTo(...path: string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
