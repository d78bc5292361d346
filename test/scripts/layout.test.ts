import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const SRC = join(__dirname, '..', '..', 'src');

test('the top of src shows the public concepts and nothing else: 16 files at most', () => {
  const files = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isFile());

  expect(files.length).toBeLessThanOrEqual(16);
});
