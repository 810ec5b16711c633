// What pages really load, lazy chunks included. A set of its own because reachability cannot tell a
// type-only import from a real one: here the graph holds only imports that are left after compilation.

const { options } = require('./.dependency-cruiser.cjs');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'pages-hold-no-tokens-and-no-client',
      comment:
        'Only the background touches tokens, the network and the auth window: a page asks it by messages or writes a job into session storage. Which redirect URLs to register is for pages to show.',
      severity: 'error',
      from: { path: '^entrypoints/', pathNot: '^entrypoints/background' },
      to: {
        path: '^lib/(http[.]ts|oauth/(?!redirect-urls[.]ts$)|zapier/|accounts/[^/]*tokens?[.]ts|accounts/sign-(in|out)[.]ts|config/policy[.]ts)|(^|node_modules/)(ky|oauth4webapi)(/|$)',
        reachable: true,
      },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
