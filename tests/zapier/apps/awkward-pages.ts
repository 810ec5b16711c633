/**
 * Bodies of GET /v2/apps that Zapier's document does not allow, or allows but does not show in its examples. Send them
 * with `nextAnswers('GET /v2/apps', answers.status(200, …))`.
 */
export const awkwardPages = {
  /** The page in a list, as in the published schema. */
  inAnArray: (page: unknown) => [page],
  /** Apps with most properties missing; only the first can be shown. */
  withMissingFields: () => ({
    data: [
      { id: '11111111-1111-4111-8111-111111111111', title: 'Bare Bones' },
      { id: '22222222-2222-4222-8222-222222222222' },
      { title: 'Nameless Id' },
      null,
      'an app',
      { id: 7, title: ['Not', 'a', 'text'] },
    ],
  }),
  /** Harms a page that treats titles as markup, trusts keys, or takes any address for Zapier's. */
  hostile: () =>
    JSON.parse(`{
      "data": [
        {
          "id": "33333333-3333-4333-8333-333333333333",
          "title": "<img src=x onerror=alert(1)> Evil & <b>Sons</b>",
          "description": "<script>alert(2)</script>",
          "image": "javascript:alert(3)",
          "images": { "url_32x32": "https://evil.example/track.png" },
          "__proto__": { "isAdmin": true },
          "links": { "connect_new_authentication": null }
        },
        { "id": "../../settings", "title": "Path Walker" },
        { "id": "44444444-4444-4444-8444-444444444444", "title": "Line\\nBreak\\tTab \\u0000Null" },
        { "id": "__proto__", "title": "Proto Type" }
      ],
      "meta": { "count": "many", "__proto__": { "count": 1 } },
      "links": { "next": null }
    }`) as unknown,
  /** A page without a list of apps. */
  withoutData: () => ({ links: { next: null, prev: null }, meta: { count: 0, limit: null, offset: 0 } }),
};
