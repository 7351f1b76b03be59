import { CURRENT_FORMAT } from '../../../engine/capture/format.ts';
import { openForReading } from '../../../engine/capture/open-file.ts';

// Lifts an old capture to today's format: node migrate-victim.ts FILE. Says `ready` before it begins, so that whoever kills it
// kills it over its work.

const [file = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
openForReading(file, CURRENT_FORMAT).close();
process.stdout.write('done\n');
