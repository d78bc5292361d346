/** Commits follow https://www.conventionalcommits.org/. */
export default {
  extends: ['@commitlint/config-conventional'],
  rules: {
    // A header may begin with a name such as `ProjectApiKey`, and may be as long as a line of code.
    'subject-case': [0],
    'header-max-length': [2, 'always', 150],
    'body-max-line-length': [2, 'always', 150],
  },
};
