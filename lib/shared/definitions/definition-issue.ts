import type * as v from 'valibot';
import type { DefinitionFailure, DefinitionReason } from './definition-failure';
import { pathTo } from './failure-path';

/** valibot carries one text per rule; ours is always a reason, never a sentence. */
export function because(reason: DefinitionReason): string {
  return reason;
}

/** What a schema has found, as a failure. `at` is the place of what the schema was given. */
export function toFailure(issue: v.BaseIssue<unknown>, at: string): DefinitionFailure {
  const path = (issue.path ?? []).reduce(
    (joined, { key }) => pathTo(joined, typeof key === 'number' ? key : String(key)),
    at,
  );
  return { path, reason: reasonOf(issue) };
}

function reasonOf({ message, received }: v.BaseIssue<unknown>): DefinitionReason {
  if (isOurs(message)) return message;
  return received === 'undefined' ? 'missing' : 'wrong-type';
}

/** valibot's own texts are sentences. The background need not load a list of all reasons to know ours. */
function isOurs(message: string): message is DefinitionReason {
  return !message.includes(' ');
}
