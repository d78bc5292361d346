import { cdk, javascript, typescript } from 'projen';

/**
 * `cdk.JsiiProject` is the project type that fits: `cdktf.ConstructLibraryCdktf` adds two peers and a keyword to it and is
 * deprecated; `ConstructLibraryCdktn` would name the other flavour's core, which is derived by a build step here.
 */
const project = new cdk.JsiiProject({
  name: 'cdktf-ory-api-keys',
  description: 'CDKTF constructs for the API keys of Ory Network: checked expiry, safe import, overlapping rotation',
  author: 'The cdktf-ory authors',
  authorOrganization: true,
  authorAddress: 'maintainers@cdktf-ory.example',
  repositoryUrl: 'https://github.com/cdktf-ory/cdktf-ory-api-keys.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdktf-ory authors',
  keywords: ['cdktf', 'terraform', 'ory', 'api-key', 'identity', 'jsii', 'constructs'],
  stability: 'stable',
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  projenVersion: '0.103.25',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  jsiiVersion: '5.9.54',
  typescriptVersion: '5.9.3',
  // The dev versions are the lowest that the peers allow; the newest stand beside them under names of their own, for the unit tests.
  peerDeps: ['cdktf@^0.21.0', 'constructs@^10.6.0'],
  devDeps: [
    '@ory/client@1.22.66',
    '@types/jsdom@21.1.7',
    '@commitlint/cli@20.5.3',
    '@commitlint/config-conventional@20.5.3',
    '@stryker-mutator/core@9.6.1',
    '@stryker-mutator/jest-runner@9.6.1',
    'cdktf@0.21.0',
    'constructs@10.6.0',
    'constructs-newest@npm:constructs@10.8.1',
    'constructs-newest-for-cdktn@npm:constructs@10.7.2',
    'cdktn@0.24.0',
    '@cdktf/commons@0.21.0',
    '@cdktf/provider-generator@0.21.0',
    '@cdktf/provider-null@11.0.1',
    '@stylistic/eslint-plugin@6.0.0',
    '@types/jest@30.0.0',
    '@types/node@20.19.43',
    'codemaker@1.142.0',
    'dependency-cruiser@17.4.3',
    'esbuild@0.28.2',
    'eslint@10.15.0',
    'fast-check@4.10.2',
    'jest@30.5.2',
    'jsdom@26.1.0',
    'jsii-diff@1.134.0',
    'jsii-docgen@10.12.6',
    'jsii-pacmak@1.140.0',
    'markdown-it@15.0.3',
    'mermaid@11.17.2',
    'publib@0.2.1061',
    'ts-jest@29.4.15',
    'ts-node@10.9.2',
    'typescript-eslint@8.73.0',
    'undici@7.30.2',
    'yaml@2.9.1',
  ],
  // projen's eslint writes the old format of the configuration, which ESLint 10 does not read: see eslint.config.mjs.
  eslint: false,
  // The unit tests. End-to-end and hostile-input tests need Terraform, and have a configuration of their own.
  jest: true,
  jestOptions: {
    jestVersion: '30.5.2',
    configFilePath: 'jest.config.json',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    coverageText: false,
    jestConfig: {
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(e2e|fuzz|languages|conformance|packages)/'],
      modulePathIgnorePatterns: ['<rootDir>/\\.work/', '<rootDir>/dist/', '<rootDir>/examples/'],
      clearMocks: false,
      collectCoverage: false,
      coverageProvider: 'babel',
      collectCoverageFrom: ['src/**/*.ts'],
      coveragePathIgnorePatterns: ['/node_modules/', '/src/ory/.+/'],
      coverageThreshold: { lines: 98, branches: 95 },
      coverageReporters: ['text-summary', 'lcovonly', 'json-summary'],
    },
  },
  tsJestOptions: { transformOptions: { tsconfig: typescript.TsJestTsconfig.fromFile('tsconfig.dev.json') } },
  disableTsconfigDev: true,
  // The sources are in the repository; maps of them would be most of the package.
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },
  docgen: true,
  publishToPypi: { distName: 'cdktf-ory-api-keys', module: 'cdktf_ory_api_keys' },
  publishToMaven: {
    javaPackage: 'io.github.cdktfory.apikeys',
    mavenGroupId: 'io.github.cdktf-ory',
    mavenArtifactId: 'cdktf-ory-api-keys',
  },
  publishToGo: { moduleName: 'github.com/cdktf-ory/cdktf-ory-api-keys-go', packageName: 'oryapikeys' },
  // Which files ship is said by `files` in package.json alone.
  npmignoreEnabled: false,
  // projen's workflows do not pass zizmor: some actions go by tag, checkouts leave their token behind, one trigger has the rights of the
  // base branch. Its release publishes one flavour after every merge, and packs anew in the jobs that publish. So they are written by hand.
  github: true,
  githubOptions: { workflows: false, mergify: false, pullRequestLint: false },
  buildWorkflow: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplateContents: [
    '<!-- The title follows https://www.conventionalcommits.org: `fix: …`, `feat: …`. Put no real key anywhere. -->',
    '',
    '## What and why',
    '',
    '',
    '## Checked',
    '',
    '- [ ] a test fails without this change',
    '- [ ] no plan destroys a live key that nobody asked to replace, and no value shows anywhere',
    '- [ ] for the API: docs, conformance vectors, `npm run docgen`, changelog',
    '- [ ] `npm test`',
  ],
  sampleCode: false,
  gitignore: ['.DS_Store', 'cdktf.out/', '.work/', '.terraform/', '*.tfstate', '*.tfstate.*', 'target/', '__pycache__/', '.venv/'],
});

// projen adds these with a range or a version of its own; a later word pins them.
project.addDevDeps('@types/jest@30.0.0', 'jsii-diff@1.134.0', 'jsii-pacmak@1.140.0', 'jsii-rosetta@5.9.68', 'ts-jest@29.4.15');

project.package.addField('publishConfig', { access: 'public' });
project.package.addField('files', ['lib', '.jsii', 'API.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md']);

project.addTask('bindings', {
  description: 'Regenerate src/ory from the provider schema',
  exec: 'ts-node -T -P tsconfig.dev.json scripts/bindings.ts',
});
project.addTask('bindings:check', {
  description: 'Fail when src/ory differs from what the schema gives',
  exec: 'ts-node -T -P tsconfig.dev.json scripts/bindings.ts --check',
});
project.addTask('lint', { description: 'eslint over everything written by hand', exec: 'eslint .' });
project.addTask('typecheck', { description: 'Type-check tests, sandbox and scripts', exec: 'tsc -p tsconfig.dev.json' });
project.tasks.tryFind('docgen')?.reset('ts-node -T -P tsconfig.dev.json scripts/api/write.ts');
project.annotateGenerated('/docs/api/**');
project.tasks.tryFind('docgen')?.prependSpawn(project.compileTask); // the pages are made from the assembly

// Plain scripts, not tasks: projen's would split arguments at blanks.
project.package.setScript('unit', 'jest');
project.package.setScript('e2e', 'jest -c test/e2e/jest.config.js');
project.package.setScript('mutation', 'stryker run');
project.package.setScript('sandbox', 'node scripts/run.mjs sandbox/cli.ts');
project.package.setScript('benchmark', 'node scripts/run.mjs benchmark/run.ts');

// The two commands of the README: they install what they need, so they run on plain Node.
project.testTask.reset('node scripts/run.mjs scripts/verify.ts', { receiveArgs: true });
project.package.setScript('test', 'node scripts/run.mjs scripts/verify.ts');
project.package.setScript('demo', 'node scripts/run.mjs scripts/demo/main.ts');
project.package.addBin({ 'cdktf-ory-api-keys': 'lib/cli/main.js' });

project.postCompileTask.exec('ts-node -T -P tsconfig.dev.json scripts/bundle-cli.ts');
project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.synth();
