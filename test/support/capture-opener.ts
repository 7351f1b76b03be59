import { AppError } from '../../engine/app-error.ts';
import { openCaptures } from './open-captures.ts';
import type { FoundElsewhere } from './open-elsewhere.ts';

// A second Hopscope for tests: node capture-opener.ts DIRECTORY FILE…, prints what it found as JSON.

const [directory = '', ...paths] = process.argv.slice(2);
const { captures, problems } = await openCaptures(directory);
const atStart = captures.summaries();
const files: FoundElsewhere['files'] = [];
for (const path of paths) {
  try {
    const { id } = await captures.open(path);
    files.push({ total: (await captures.rows(id, 0, 10)).total });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    files.push({ code: error.code, message: error.message });
  }
}
await captures.close();
console.log(JSON.stringify({ atStart, files, problems } satisfies FoundElsewhere));
