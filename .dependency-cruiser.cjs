// Which folder may import which, checked by `npm run layers` and in `npm test`.

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'processes-are-apart',
      comment:
        'What only the background runs and what only pages run never import each other, and what both run imports neither: they meet in messages and stored items. Nothing in lib imports a view or an entrypoint.',
      severity: 'error',
      from: { path: '^lib/(background|page|shared)/' },
      to: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/($1|shared)/' },
    },
    {
      name: 'pages-never-load-the-background',
      comment: 'Tokens, the HTTP client and the policy stay in the background.',
      severity: 'error',
      from: { path: '^(entrypoints/(popup|options)/|components/)' },
      to: { path: '^lib/background/' },
    },
    {
      name: 'views-take-props',
      comment:
        'Views import code of other views only, and from lib nothing but types: they can be shown in any state without a browser behind them.',
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: '^(lib|entrypoints)/|(^|node_modules/)(webextension-polyfill|wxt|valibot)(/|$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      comment:
        'Modules in a cycle cannot be understood, tested or loaded one at a time. An entrypoint is imported by nobody.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unused',
      comment: 'A module that no entrypoint and no build configuration leads to is left-over code.',
      severity: 'error',
      from: { path: '^(entrypoints/|wxt[.]config[.]ts$)' },
      to: { path: '^(components|lib)/', pathNot: '[.]d[.]ts$', reachable: false },
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
