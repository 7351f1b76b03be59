import { cp } from 'node:fs/promises';
import { SESSION_PARTS, type SessionPart } from './recorded-session.ts';
import { makeShopRecording } from './shop-recording.ts';

// `node test/support/make-shop-recording.ts FILE [PART …]`: records a session of the healthy demo fleet into a file of its own.

const [path, ...wanted] = process.argv.slice(2);
if (path === undefined) throw new Error('Where to?');
const parts = SESSION_PARTS.filter((part: SessionPart) => wanted.length === 0 || wanted.includes(part));
const recording = await makeShopRecording({ parts });
await cp(recording.path, path);
await recording.remove();
