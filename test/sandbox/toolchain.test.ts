import { summarizePlan, warningsIn } from '../../sandbox/toolchain/plan-json';
import { executableName, terraformPlatform } from '../../sandbox/toolchain/platform';
import { quietEnvironment } from '../../sandbox/toolchain/terraform-binary';

test.each([
  ['linux', 'x64', 'linux_amd64'],
  ['linux', 'arm64', 'linux_arm64'],
  ['darwin', 'arm64', 'darwin_arm64'],
  ['win32', 'x64', 'windows_amd64'],
  ['win32', 'ia32', 'windows_386'],
  ['freebsd', 'arm', 'freebsd_arm'],
] as const)('%s on %s is %s for Terraform', (system, processor, expected) => {
  expect(terraformPlatform(system, processor)).toBe(expected);
});

test('a program ends in .exe on Windows alone', () => {
  expect([executableName('p', 'win32'), executableName('p', 'linux')]).toEqual(['p.exe', 'p']);
});

test('a plan is read: changes, imports without a change, changed outputs, failed checks', () => {
  // GIVEN
  const json = JSON.stringify({
    resource_changes: [
      { address: 'a.kept', change: { actions: ['no-op'] } },
      { address: 'a.adopted', change: { actions: ['no-op'], importing: { id: 'p/k' } } },
      { address: 'a.replaced', change: { actions: ['create', 'delete'] } },
    ],
    output_changes: { same: { actions: ['no-op'] }, other: { actions: ['update'] } },
    checks: [
      { address: { to_display: 'check.good' }, status: 'pass', instances: [{}] },
      { address: { to_display: 'check.late' }, status: 'fail', instances: [{ problems: [{ message: 'soon' }] }] },
    ],
  });

  // THEN
  expect(summarizePlan(json)).toStrictEqual({
    changes: [
      { address: 'a.adopted', actions: ['no-op'], importing: 'p/k' },
      { address: 'a.replaced', actions: ['create', 'delete'] },
    ],
    changedOutputs: ['other'],
    checks: [
      { address: 'check.good', status: 'pass', problems: [] },
      { address: 'check.late', status: 'fail', problems: ['soon'] },
    ],
  });
});

test('a plan without anything is empty', () => {
  expect(summarizePlan('{}')).toStrictEqual({ changes: [], changedOutputs: [], checks: [] });
});

test('the titles of warnings are found, in a frame or not', () => {
  expect(warningsIn('Plan: 1\n\nWarning: Check block assertion failed\n\n│ Warning: Other\n│ with Warning: inside')).toEqual([
    'Check block assertion failed',
    'Other',
  ]);
});

test('the caller\'s own settings do not reach Terraform', () => {
  // GIVEN
  const before = process.env;
  process.env = { PATH: '/bin', TF_LOG: 'trace', TF_VAR_x: '1', ORY_PROJECT_ID: 'real', TERRAFORM_BINARY_NAME: 'tofu' };

  // WHEN
  const environment = quietEnvironment();
  process.env = before;

  // THEN
  expect(environment).toStrictEqual({ PATH: '/bin', TERRAFORM_BINARY_NAME: 'tofu', CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' });
});
