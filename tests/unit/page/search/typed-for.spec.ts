import { describe, expect, it } from 'vitest';
import { chosenFor, type TypedFor, withChoice } from '../../../../lib/page/search/typed-for';

const app = (id: string) => ({ id, title: id, description: '', iconUrl: null });
const withChosen = (...choices: [text: string, id: string][]) =>
  choices.reduce<TypedFor[]>((before, [text, id]) => withChoice(before, text, app(id)), []);

describe('what was typed for an app', () => {
  it.each([
    ['the same text', 'hub', 'hubspot'],
    ['another case and accents', ' HÜB ', 'hubspot'],
    ['the beginning of it', 'hu', 'hubspot'],
    ['more than it', 'hubs', undefined],
    ['something else', 'slack', undefined],
    ['nothing', ' ', undefined],
  ])('leads to it again by %s', (_what, text, id) => {
    expect(chosenFor(withChosen(['hub', 'hubspot']), text)?.id).toBe(id);
  });

  it('counts for the app that was opened last, and the whole text more than a beginning', () => {
    expect(chosenFor(withChosen(['hub', 'hubspot'], ['hub', 'github']), 'hub')?.id).toBe('github');
    expect(chosenFor(withChosen(['hub', 'hubspot'], ['hubdoc', 'hubdoc']), 'hub')?.id).toBe('hubspot');
  });

  it('is remembered for fifty texts', () => {
    const choices = Array.from({ length: 60 }, (_, at): [string, string] => [`text ${at}`, 'a']);
    expect(withChosen(...choices)).toHaveLength(50);
  });
});
