import { PLAN } from '../../src/cli/check-plan/plan';
import { textOf } from './files';

test('the page about check-plan names the limit that the command has', () => {
  expect(textOf('docs/check-plan.md')).toContain(`A plan may have ${PLAN.mebibytes} MiB, some 130,000 keys.`);
});
