import { parseCommit, renderNotes } from './conventional';

const commit = (subject: string, body = '') => parseCommit({ hash: '0123456789abcdef', subject, body });

describe('parseCommit', () => {
  test('reads type, scope and text', () => {
    expect(commit('feat(sandbox): faults on request')).toEqual({ hash: '0123456789abcdef', type: 'feat', scope: 'sandbox', text: 'faults on request' });
  });

  test('needs no scope', () => {
    expect(commit('fix: leap seconds')).toEqual({ hash: '0123456789abcdef', type: 'fix', text: 'leap seconds' });
  });

  test('takes the type in any case, as the convention does', () => {
    expect(commit('Fix: leap seconds').type).toBe('fix');
  });

  test('takes a bang for a break', () => {
    expect(commit('feat(api)!: drop slots').breaking).toBe('drop slots');
  });

  test('takes the footer for a break, over several lines and up to the next footer', () => {
    const body = 'Why it is so.\n\nBREAKING CHANGE: slots are gone;\nuse generations\nReviewed-by: somebody';
    expect(commit('feat: generations', body).breaking).toBe('slots are gone; use generations');
  });

  test('takes the hyphenated footer, too', () => {
    expect(commit('feat: x', 'BREAKING-CHANGE: y').breaking).toBe('y');
  });

  test('does not take the words for a footer inside a sentence', () => {
    expect(commit('feat: x', 'no BREAKING CHANGE: here').breaking).toBeUndefined();
  });

  test('keeps a colon of the text', () => {
    expect(commit('docs: README: shorter').text).toBe('README: shorter');
  });

  test.each(['Merge branch x', 'feat:', 'feat : x', 'feat(): x', ': x', ''])('leaves %j as it is', (subject) => {
    expect(commit(subject)).toEqual({ hash: '0123456789abcdef', type: '', text: subject });
  });
});

describe('renderNotes', () => {
  test('groups by kind, breaks first, and leaves empty groups out', () => {
    const notes = renderNotes('1.2.0', [commit('fix: b'), commit('feat(set)!: a'), commit('ci: c'), commit('something else')]);
    expect(notes).toBe([
      '## 1.2.0', '',
      '### Breaking', '', '- **set:** a (0123456)', '',
      '### Added', '', '- **set:** a (0123456)', '',
      '### Fixed', '', '- b (0123456)', '',
      '### Behind the scenes', '', '- c (0123456)', '- something else (0123456)', '',
    ].join('\n'));
  });

  test('says so when nothing changed', () => {
    expect(renderNotes('Unreleased', [])).toBe('## Unreleased\n\nNo changes.\n');
  });

  test('loses no commit', () => {
    const kinds = ['feat', 'fix', 'perf', 'revert', 'docs', 'build', 'chore', 'ci', 'refactor', 'style', 'test', 'strange'];
    const notes = renderNotes('x', kinds.map((kind) => commit(`${kind}: about ${kind}`)));
    kinds.forEach((kind) => expect(notes.split(`- about ${kind} (`)).toHaveLength(2));
  });
});
