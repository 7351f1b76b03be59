import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { showWhole } from '../../engine/capture/whole-views.ts';
import { PLANTED } from './planted-secrets.ts';

/** All forms in which a value may stand somewhere. */
export function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const again = JSON.stringify(json).slice(1, -1);
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const percent = encodeURIComponent(value);
  const form = new URLSearchParams({ value }).toString().slice('value='.length);
  return [...new Set([value, json, again, JSON.stringify(again).slice(1, -1), ascii, percent, form])];
}

/** Of a file in Base64: what does not depend on where the value begins in it. */
function inBase64(value: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(' '.repeat(shift) + value).toString('base64');
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
}

const FORMS = PLANTED.map(([place, value]) => ({
  place,
  forms: [...new Set([...formsOf(value), ...inBase64(value)])],
  bytes: [...new Set([...formsOf(value), ...inBase64(value)])].map((form) =>
    Buffer.from(form).toString('latin1'),
  ),
}));

/** Where the planted secrets were planted that stand in a text, in whatever form. */
export function plantedIn(text: string): string[] {
  return FORMS.filter(({ forms }) => forms.some((form) => text.includes(form))).map(({ place }) => place);
}

/** The same of bytes, such as a file's. */
export function plantedInBytes(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return FORMS.filter((one) => one.bytes.some((form) => text.includes(form))).map(({ place }) => place);
}

/** Files in a folder, those in its folders too, that have planted secrets: `NAME: PLACE`. */
export function plantedInFolder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    try {
      if (!statSync(path).isFile()) return [];
      return plantedInBytes(readFileSync(path)).map((place) => `${name}: ${place}`);
    } catch {
      // It was removed meanwhile.
      return [];
    }
  });
}

/** Texts of all tables of a capture. */
export function textsOf(path: string): string {
  return `${wholeTextsOf(path)}\n${textsIn(path, ['piece', 'main.request', 'main.answer'])}`;
}

/** The same, as its readers see it. */
export function wholeTextsOf(path: string): string {
  return textsIn(path, ['meta', 'exchange', 'request', 'answer', 'chunk', 'event', 'finding']);
}

function textsIn(path: string, tables: readonly string[]): string {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    showWhole(db);
    return tables
      .flatMap((table) =>
        db
          .prepare(`SELECT * FROM ${table}`)
          .all()
          .flatMap((row) => Object.values(row)),
      )
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)))
      .join('\n');
  } finally {
    db.close();
  }
}
