import { readAudit } from '../../scripts/release/advisories';

test('names the packages with a grave vulnerability, and no others', () => {
  const vulnerabilities = { minimist: { severity: 'critical' }, mkdirp: { severity: 'moderate' }, glob: { severity: 'high' } };

  expect(readAudit(JSON.stringify({ vulnerabilities }))).toEqual({ grave: ['critical: minimist', 'high: glob'] });
});

test('finds none in a clean report', () => {
  expect(readAudit('{"vulnerabilities":{}}')).toEqual({ grave: [] });
});

test.each([
  ['{"message":"405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk"}', '405 Method Not Allowed'],
  ['{"error":{"code":"ENOAUDIT","summary":"the endpoint returned an error"}}', 'the endpoint returned an error'],
  ['{"error":{"code":"ENOLOCK"}}', 'ENOLOCK'],
  ['{}', 'npm audit gave no reason'],
  ['', 'npm audit printed no JSON'],
])('takes %j for no answer, and names no address', (text, unanswered) => {
  expect(readAudit(text)).toEqual({ unanswered });
});
