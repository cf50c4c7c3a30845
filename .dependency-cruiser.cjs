/** The dependency rules of docs/ARCHITECTURE.md; each says why it exists. */
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });
const only = (npm, home) =>
  rule(
    `one-home-${npm}`,
    `${npm} has one home, so that replacing it touches one folder.`,
    { path: '^src', pathNot: home },
    { path: `node_modules/${npm}/` },
  );
module.exports = {
  forbidden: [
    rule('no-cycles', 'A cycle hides which part rests on which.', {}, { circular: true }),
    rule(
      'core-is-pure',
      'The core decides from facts alone: no I/O, no package, nothing outside itself.',
      { path: '^src/consent' },
      { pathNot: '^src/consent' },
    ),
    rule(
      'flow-knows-ports-only',
      'Use cases run with hand-written fakes; they see the core and their ports.',
      { path: '^src/flow' },
      { pathNot: '^src/(flow|consent)' },
    ),
    rule(
      'adapters-know-ports',
      'An adapter fulfils a port and imports no other adapter, entry point or use case.',
      { path: '^src/adapters/([^/]+)' },
      {
        path: '^src/',
        pathNot: [
          '^src/adapters/$1',
          '^src/consent',
          '^src/flow/(ports|crm-inspection|person-ports|person-requests|person-door|request-kinds|mailbox-ports|store-ports|queue-ports|failure)',
          '^src/config',
        ],
      },
    ),
    rule(
      'entrypoints-call-use-cases',
      'Entry points parse and hand over; only bootstrap builds adapters.',
      { path: '^src/entrypoints' },
      { path: '^src/(adapters|bootstrap|main|cli\\.ts)' },
    ),
    rule(
      'bootstrap-is-the-root',
      'Only the two programs build the composition root; run-roles starts what it built.',
      { path: '^src', pathNot: '^src/(main|cli|run-roles)\\.ts$' },
      { path: '^src/bootstrap\\.ts$' },
    ),
    only('axios', '^src/adapters/vtiger'),
    only('nodemailer', '^src/adapters/mail'),
    only('imapflow', '^src/adapters/mailbox'),
    only('mailparser', '^src/adapters/mailbox'),
    only('mjml', '^src/adapters/mail'),
    only('jsonwebtoken', '^src/adapters/tokens'),
    only('winston', '^src/adapters/log'),
    only('ioredis', '^src/adapters/redis'),
    only('bullmq', '^src/(adapters/redis|entrypoints/worker)'),
    only('express', '^src/entrypoints/http'),
    only('node-cron', '^src/entrypoints/schedule'),
    only('commander', '^src/entrypoints/cli'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
