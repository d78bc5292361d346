import { readAudit } from '../../scripts/release/advisories';

const hole = { source: 1, name: 'minimist', title: 'Prototype Pollution', url: 'https://example/GHSA-vh95-rmgr-6w4m', severity: 'moderate' };

describe('readAudit', () => {
  test('finds an advisory once, however many packages bring it', () => {
    const report = { vulnerabilities: { minimist: { via: [hole] }, mkdirp: { via: ['minimist', hole] } } };
    expect(readAudit(JSON.stringify(report))).toEqual({
      advisories: [{ id: 'GHSA-vh95-rmgr-6w4m', package: 'minimist', severity: 'moderate', title: 'Prototype Pollution' }],
    });
  });

  test('finds none in a clean report', () => {
    expect(readAudit('{"vulnerabilities":{}}')).toEqual({ advisories: [] });
  });

  test('falls back on the number of an advisory without a page', () => {
    expect(readAudit(JSON.stringify({ vulnerabilities: { a: { via: [{ source: 7, name: 'a' }] } } }))).toEqual({
      advisories: [{ id: '7', package: 'a', severity: 'unknown', title: '' }],
    });
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
});
