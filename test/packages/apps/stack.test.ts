import { expect, test } from 'vitest';
import { synthesize } from './stack.js';

test('vitest loads the package and synthesizes a key', () => {
  const [key] = Object.values(JSON.parse(synthesize()).resource.ory_project_api_key) as { name: string }[];
  expect(key.name).toBe('ci');
});
