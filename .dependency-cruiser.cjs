// Which part may import which, checked by `npm run layers` and in `npm test`.
// This file judges every import, types included; .dependency-cruiser.pages.cjs what pages really load.

const USE_CASES = '^lib/(accounts|catalogue|connect|connections|hosted|messages)/';
const ADAPTERS = '^lib/(http[.]ts|oauth/|zapier/)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'entrypoints-are-the-top',
      comment: 'Entrypoints compose and mount; whatever somebody else needs of one belongs in lib or components.',
      severity: 'error',
      from: { pathNot: '^entrypoints/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'entrypoints-are-separate',
      comment: 'Each entrypoint is a bundle of its own; shared code belongs in lib or components.',
      severity: 'error',
      from: { path: '^entrypoints/([^/.]+)' },
      to: { path: '^entrypoints/', pathNot: '^entrypoints/$1[/.]' },
    },
    {
      name: 'components-take-only-types-from-lib',
      comment:
        'Views get props and give callbacks, so that they can be shown in any state without a browser behind them.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-know-no-browser',
      comment: 'The extension API is reached through callbacks; only the words (#i18n) come from WXT.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '(^|node_modules/)(@types/)?(webextension-polyfill|wxt|@wxt-dev)(/|$)' },
    },
    {
      name: 'lib-knows-no-views',
      comment: 'Arrows point one way: entrypoints → components → types of lib.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^components/' },
    },
    {
      name: 'lib-has-no-dom',
      comment: 'lib runs in the background too, where there is no document. Signals are plain state and allowed.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '(^|node_modules/)(preact|react|react-dom|@github/combobox-nav)(/|$)' },
    },
    {
      name: 'adapters-know-no-use-cases',
      comment:
        'Inside lib arrows point from use-cases to adapters to pure modules; what an adapter is given it may name.',
      severity: 'error',
      from: { path: ADAPTERS },
      to: { path: USE_CASES, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'http-in-adapters',
      comment:
        'Only adapters speak HTTP, with the client of lib/http.ts, which decides hosts and that no cookies travel along.',
      severity: 'error',
      from: { pathNot: ADAPTERS },
      to: { path: '(^|node_modules/)ky(/|$)' },
    },
    {
      name: 'one-oauth-client',
      comment: 'PKCE, state and the grants are spoken in one folder.',
      severity: 'error',
      from: { pathNot: '^lib/oauth/' },
      to: { path: '(^|node_modules/)oauth4webapi(/|$)' },
    },
    {
      name: 'validation-in-lib',
      comment: 'What arrives from outside is validated where it arrives, never in a view.',
      severity: 'error',
      from: { pathNot: '^lib/' },
      to: { path: '(^|node_modules/)valibot(/|$)' },
    },
    {
      name: 'no-tests-in-the-package',
      comment: 'The packages hold nothing that only tests or tools need.',
      severity: 'error',
      from: { path: '^(entrypoints|components|lib)/' },
      to: { path: '^(tests|tools)/' },
    },
    {
      name: 'nothing-unused',
      comment: 'A module that no entrypoint and no build configuration leads to is left-over code.',
      severity: 'error',
      from: { path: '^(entrypoints/|wxt[.]config[.]ts$)' },
      to: { path: '^(components|lib)/', pathNot: '[.]d[.]ts$', reachable: false },
    },
    {
      name: 'no-cycles',
      comment: 'Modules in a cycle cannot be understood, tested or loaded one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that cannot be resolved escapes every other rule.',
      severity: 'error',
      from: {},
      // Found through a path alias of WXT's generated tsconfig; `tsc` checks that it is there.
      to: { couldNotResolve: true, pathNot: '^#i18n$' },
    },
  ],
  options: {
    // Words are generated into .wxt by WXT; what is inside it and in node_modules is not ours to judge.
    doNotFollow: { path: '(^|/)(node_modules|[.]wxt)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Keeps type-only imports in the graph, marked as such.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['browser', 'import', 'types', 'default'] },
  },
};
