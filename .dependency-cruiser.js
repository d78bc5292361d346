/** Which file may import which. A room of `src` imports downwards alone: public, keys, stack, terraform, input; all may know `api-key.ts`. */
const CORE = 'node_modules/(cdktf|constructs)/';
const ROOMS = ['keys', 'stack', 'terraform', 'input'];

/** A room knows itself, the rooms below it, and `more`. */
function downwards(room, more = []) {
  const known = [...ROOMS.slice(ROOMS.indexOf(room)).map((below) => `private/${below}/`), 'api-key\\.ts$', ...more];
  return { name: `${room}-downwards-alone`, severity: 'error', from: { path: `^src/private/${room}/` }, to: { path: '^src/', pathNot: `^src/(${known.join('|')})` } };
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src', pathNot: '^src/(index|cli/main)\\.ts$' }, to: {} },
    { name: 'src-stands-alone', severity: 'error', comment: 'what ships needs nothing that does not', from: { path: '^src' }, to: { path: '^(sandbox|test|scripts|benchmark)/' } },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      comment: 'but for what makes a command of its arguments',
      from: { path: '^sandbox' },
      to: { path: '^(src|test|scripts|benchmark)/', pathNot: '^src/cli/(arguments|failure|io|program)\\.ts$' },
    },
    downwards('keys', ['ory/']),
    downwards('stack'),
    downwards('terraform'),
    downwards('input'),
    { name: 'library-without-command', severity: 'error', from: { path: '^src/[^/]+\\.ts$' }, to: { path: '^src/cli/' } },
    {
      name: 'input-without-constructs',
      severity: 'error',
      comment: 'one file knows tokens, and no file a construct',
      from: { path: '^src/(private/input/|(rfc3339|import-id)\\.ts$)', pathNot: '^src/private/input/tokens\\.ts$' },
      to: { path: CORE },
    },
    { name: 'tokens-without-constructs', severity: 'error', from: { path: '^src/private/input/tokens\\.ts$' }, to: { path: 'node_modules/constructs/' } },
    { name: 'command-knows-input-alone', severity: 'error', from: { path: '^src/cli/' }, to: { path: '^src/', pathNot: '^src/(cli|private/input)/' } },
    { name: 'command-without-core', severity: 'error', comment: 'not by way of another file either', from: { path: '^src/cli/' }, to: { path: CORE, reachable: true } },
    {
      name: 'bindings-stand-alone',
      severity: 'error',
      from: { path: '^src/ory/index\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(ory|private/stack)/' },
    },
    { name: 'generated-stands-alone', severity: 'error', from: { path: '^src/ory/.+/' }, to: { path: '^src/', pathNot: '^src/ory/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(test/packages/apps|test/conformance|sandbox/providers|\\.work)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.dev.json' },
  },
};
