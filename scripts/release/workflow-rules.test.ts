import { dependabotFolders, WORKFLOW_RULES } from './workflow-rules';

const PIN = 'de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2';

const workflow = (steps: string, permissions = 'permissions:\n  contents: read\n', limit = '    timeout-minutes: 5\n') => (
  `name: x\n\n${permissions}\njobs:\n  one:\n    runs-on: ubuntu-24.04\n${limit}    steps:\n${steps}`);

const checkout = (more: string) => `      - uses: actions/checkout@${PIN}\n        with:\n${more}`;

function broken(text: string): string[] {
  return WORKFLOW_RULES.filter((rule) => rule.problems(text).length > 0).map((rule) => rule.name);
}

describe('the rules for workflow files', () => {
  test('have nothing against a file that keeps them', () => {
    const steps = `${checkout('          persist-credentials: false\n')}      - name: Test\n        env:\n          A: \${{ secrets.GPG_PASSPHRASE }}\n        run: echo "$A"\n        if: \${{ always() }}\n`;
    expect(broken(workflow(steps))).toEqual([]);
  });

  test('have nothing against a workflow of the same repository', () => {
    expect(broken('permissions: {}\n\njobs:\n  test:\n    uses: ./.github/workflows/ci.yml\n')).toEqual([]);
  });

  test.each([
    ['an action by its tag', workflow('      - uses: actions/setup-go@v6.0.0\n'), 'pins every action by commit'],
    ['a commit without its version', workflow('      - uses: actions/setup-go@44694675825211faa026b3c33043df3e48a5fa00\n'), 'pins every action by commit'],
    ['no permissions', workflow('      - run: "true"\n', ''), 'sets permissions for the whole file, none of them to write'],
    ['write for all', workflow('      - run: "true"\n', 'permissions: write-all\n'), 'sets permissions for the whole file, none of them to write'],
    ['write for every job', workflow('      - run: "true"\n', 'permissions:\n  contents: write\n'), 'sets permissions for the whole file, none of them to write'],
    ['a job without an end', workflow('      - run: "true"\n', undefined, ''), 'gives every job a time limit'],
    ['a checkout that says nothing', workflow(checkout('          fetch-depth: 0\n')), 'leaves the token of a checkout behind only where it pushes'],
    ['a checkout that keeps its token', workflow(checkout('          persist-credentials: true\n')), 'leaves the token of a checkout behind only where it pushes'],
    ['an expression in a script', workflow('      - run: echo ${{ github.ref_name }}\n'), 'puts no expression into a script'],
    ['an expression in a long script', workflow('      - run: |\n          true\n          echo ${{ github.ref_name }}\n'), 'puts no expression into a script'],
    ['a token of npm', workflow('      - env:\n          T: ${{ secrets.NPM_TOKEN }}\n        run: "true"\n'), 'uses no secret but those that have no OIDC in their place'],
  ])('fail %s', (_, text, rule) => {
    expect(broken(text)).toEqual([rule]);
  });
});

describe('dependabotFolders', () => {
  test('reads single folders and lists', () => {
    const text = 'updates:\n  - package-ecosystem: npm\n    directory: /\n  - package-ecosystem: pip\n    directories:\n      - /examples/python\n      - /a\n    groups:\n      x: { patterns: ["*"] }\n';
    expect(dependabotFolders(text)).toEqual(['/', '/examples/python', '/a']);
  });
});
