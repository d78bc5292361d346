/** Which file may import which. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'src-stands-alone', severity: 'error', comment: 'what ships needs nothing that does not', from: { path: '^src' }, to: { path: '^(sandbox|test|scripts|benchmark)/' } },
    { name: 'sandbox-stands-alone', severity: 'error', from: { path: '^sandbox' }, to: { path: '^(src|test)/' } },
    {
      name: 'construct-free',
      severity: 'error',
      comment: 'instants, ids, texts and rotation arithmetic import neither cdktf nor constructs',
      from: { path: '^src/(char-set|import-id|name-pattern|pattern-automaton|rfc3339|rotation-arithmetic|private/input/.*)\\.ts$' },
      to: { path: 'node_modules/(cdktf|constructs)/' },
    },
    { name: 'cli-needs-no-package', severity: 'error', from: { path: '^src/cli' }, to: { path: 'node_modules/(cdktf|constructs)/' } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src', pathNot: '^src/(index|cli/main)\\.ts$' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(test/languages/apps|test/conformance|sandbox/providers|\\.work)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.dev.json' },
  },
};
