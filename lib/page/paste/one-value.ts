import type { AuthField } from '../../shared/definitions/definition';
import { type Cleaned, clean, isEmail } from './clean';
import { namesOf } from './match';
import { conceptOf, wordsOf } from './names';
import { unlinked, withoutEnd } from './readers/prose-value';

/** Takes away what is around a value that was pasted alone: spaces, quotes, a chat's link, a name before an e-mail. */
export function oneValue(raw: string, field: AuthField | null): Cleaned {
  const { value, removed } = clean(raw);
  const bare = unlinked(value);
  if (bare !== value && !/\s/.test(bare)) return { value: bare, removed: [...removed, 'link'] };
  const [, mail = ''] = /^[^<>@]+<([^<>\s]+)>$/.exec(value) ?? [];
  if (asksForMail(field) && isEmail(mail)) return { value: mail, removed: [...removed, 'name'] };
  const address = withoutEnd(value);
  if (address !== value && asksForMail(field) && isEmail(address))
    return { value: address, removed: [...removed, 'sign'] };
  return { value, removed };
}

function asksForMail(field: AuthField | null): boolean {
  return field !== null && namesOf(field).some((name) => conceptOf(wordsOf(name))?.concept === 'email');
}
