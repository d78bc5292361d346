import { Stage } from './stage';

const ts = (file: string, ...rest: string[]): string[] => [process.execPath, '-r', 'ts-node/register/transpile-only', file, ...rest];
/** Has jest load another package where `constructs` is asked for, by the core, too. */
const mapping = (name: string): string => `--moduleNameMapper={"^constructs$":"${name}"}`;
/** What loads neither `constructs` nor a core is tested once. */
const WITH_CONSTRUCTS = '/test/(?!(repository|sandbox|scripts)/)';
const bin = (name: string, ...rest: string[]): string[] => [process.execPath, `node_modules/.bin/${name}`, ...rest];

/**
 * All that is tested, in two lanes that run side by side. A lane's stages run in order, since later ones use what earlier ones built.
 * The first lane keeps to this checkout, the second builds packages in folders of its own.
 */
export const LANES: readonly (readonly Stage[])[] = [
  [
    { name: 'compile', counting: 'exit-code', command: bin('jsii', '--silence-warnings=reserved-word', '--fail-on-warnings') },
    { name: 'bindings are current', counting: 'exit-code', command: ts('scripts/bindings.ts', '--check') },
    { name: 'project files are current', counting: 'exit-code', command: ts('scripts/project-files.ts') },
    { name: 'lint', counting: 'exit-code', command: bin('eslint', '.') },
    { name: 'types', counting: 'exit-code', command: bin('tsc', '-p', 'tsconfig.dev.json') },
    { name: 'imports', counting: 'exit-code', command: bin('depcruise', '--config', '.dependency-cruiser.js', 'src', 'sandbox', 'test', 'scripts', 'benchmark') },
    { name: 'unit', counting: 'jest', command: bin('jest', '--coverage') },
    { name: 'unit newest peers', counting: 'jest', command: bin('jest', mapping('constructs-newest'), WITH_CONSTRUCTS) },
    { name: 'api docs', counting: 'closing-line', command: ts('scripts/api/check.ts') },
    { name: 'workflow files', counting: 'closing-line', command: ts('scripts/release/workflows.ts') },
    { name: 'audit', counting: 'closing-line', command: ts('scripts/release/audit.ts') },
    { name: 'stand-in providers', counting: 'go-test', command: ['go', 'test', '-v', './...'], cwd: 'sandbox/providers', needs: ['go'] },
    { name: 'end to end', counting: 'jest', command: bin('jest', '-c', 'test/e2e/jest.config.js'), needs: ['go', 'terraform', 'jq', 'curl'] },
    { name: 'hostile input', counting: 'jest', command: bin('jest', '-c', 'test/fuzz/jest.config.js'), needs: ['go', 'terraform'] },
    { name: 'main job', counting: 'closing-line', command: ts('scripts/demo/check.ts'), needs: ['go', 'terraform'] },
  ],
  [
    { name: 'unit cdktn', counting: 'jest', command: ts('scripts/flavour/derive.ts', 'cdktn', '--test', mapping('constructs-newest-for-cdktn'), WITH_CONSTRUCTS) },
    { name: 'languages', counting: 'closing-line', command: ts('test/languages/run.ts') },
    { name: 'packages', counting: 'closing-line', command: ts('test/packages/run.ts') },
    { name: 'sinks', counting: 'closing-line', command: ts('test/sinks/run.ts') },
  ],
];
