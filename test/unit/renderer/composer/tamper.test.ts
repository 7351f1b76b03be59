import { describe, expect, it } from 'vitest';
import { tamperHeaders } from '../../../../engine/protocol/modern/tamper-headers.ts';
import {
  addHeader,
  changeHeader,
  dropHeader,
  dropMeta,
  duplicateHeader,
  headerLines,
  replaceBody,
  setMeta,
  tamperCount,
  undoHeader,
  undoMeta,
  type HeaderLine,
} from '../../../../renderer/composer/tamper.ts';
import { NO_TAMPER, type Tamper } from '../../../../shared/model/draft.ts';
import type { HeaderList } from '../../../../shared/model/headers.ts';

const BUILT: HeaderList = [
  ['Host', 'x'],
  ['Accept', 'a'],
  ['Mcp-Method', 'tools/call'],
  ['Mcp-Name', 'whoami'],
];

/** What the engine makes of the tampering, and how the preview draws it. */
function linesOf(tamper: Tamper): HeaderLine[] {
  return headerLines(tamperHeaders(BUILT, tamper.headers).headers, BUILT, tamper);
}

function draw(tamper: Tamper): string[] {
  return linesOf(tamper).map(
    (line) =>
      `${line.mark ?? ''}|${line.name}: ${line.value}${line.was === undefined ? '' : ` (${line.was})`}`,
  );
}

function line(tamper: Tamper, name: string, nth = 0): HeaderLine {
  const found = linesOf(tamper).filter((own) => own.name.toLowerCase() === name.toLowerCase())[nth];
  if (!found) throw new Error(`no line ${name} ${String(nth)}`);
  return found;
}

describe('header tampering, held against what the engine really sends', () => {
  it('shows a dropped header in its place, and gives it back', () => {
    const dropped = dropHeader(NO_TAMPER, line(NO_TAMPER, 'Mcp-Method'));
    expect(draw(dropped)).toEqual([
      '|Host: x',
      '|Accept: a',
      'dropped|Mcp-Method: tools/call',
      '|Mcp-Name: whoami',
    ]);
    expect(tamperHeaders(BUILT, dropped.headers).headers.map(([name]) => name)).toEqual([
      'Host',
      'Accept',
      'Mcp-Name',
    ]);
    expect(undoHeader(dropped, line(dropped, 'Mcp-Method'))).toEqual(NO_TAMPER);
  });

  it('changes a value in place and tells what it was', () => {
    const changed = changeHeader(NO_TAMPER, line(NO_TAMPER, 'Mcp-Name'), { value: 'other' });
    expect(draw(changed)[3]).toBe('changed|Mcp-Name: other (whoami)');
    const again = changeHeader(changed, line(changed, 'Mcp-Name'), { value: 'third' });
    expect(again.headers).toHaveLength(1);
    expect(draw(again)[3]).toBe('changed|Mcp-Name: third (whoami)');
  });

  it('changes the case of a name in place, and another name by dropping and adding', () => {
    const cased = changeHeader(NO_TAMPER, line(NO_TAMPER, 'Mcp-Name'), { name: 'MCP-NAME', value: 'whoami' });
    expect(draw(cased)[3]).toBe('changed|MCP-NAME: whoami (whoami)');
    const renamed = changeHeader(NO_TAMPER, line(NO_TAMPER, 'Accept'), { name: 'X-Accept', value: 'a' });
    expect(draw(renamed)).toEqual([
      '|Host: x',
      'dropped|Accept: a',
      '|Mcp-Method: tools/call',
      '|Mcp-Name: whoami',
      'added|X-Accept: a',
    ]);
  });

  it('duplicates beside the line; changing the copy leaves the first alone', () => {
    const doubled = duplicateHeader(NO_TAMPER, line(NO_TAMPER, 'Accept'));
    const changed = changeHeader(doubled, line(doubled, 'Accept', 1), { value: 'b' });
    expect(draw(changed).slice(1, 3)).toEqual(['|Accept: a', 'duplicated|Accept: b']);
    const both = changeHeader(changed, line(changed, 'Accept'), { value: 'c' });
    expect(draw(both).slice(1, 3)).toEqual(['changed|Accept: c (a)', 'duplicated|Accept: b']);
    expect(draw(undoHeader(both, line(both, 'Accept', 1))).slice(1, 3)).toEqual([
      'changed|Accept: c (a)',
      '|Mcp-Method: tools/call',
    ]);
  });

  it('adds a third line of a name at the end, where it can be changed and dropped by itself', () => {
    const two = duplicateHeader(NO_TAMPER, line(NO_TAMPER, 'Accept'));
    const three = duplicateHeader(two, line(two, 'Accept'));
    const changed = changeHeader(three, line(three, 'Accept', 2), { value: 'z' });
    expect(draw(changed)).toEqual([
      '|Host: x',
      '|Accept: a',
      'duplicated|Accept: a',
      '|Mcp-Method: tools/call',
      '|Mcp-Name: whoami',
      'added|Accept: z',
    ]);
    expect(dropHeader(changed, line(changed, 'Accept', 2))).toEqual(two);
  });

  it('does not touch an added line of the same name when the built one is changed later', () => {
    const added = addHeader(NO_TAMPER, 'Accept', 'mine');
    const changed = changeHeader(added, line(added, 'Accept'), { value: 'b' });
    expect(draw(changed)).toEqual([
      '|Host: x',
      'changed|Accept: b (a)',
      '|Mcp-Method: tools/call',
      '|Mcp-Name: whoami',
      'added|Accept: mine',
    ]);
  });

  it('keeps an added line when the built one of its name is dropped', () => {
    const tamper = dropHeader(addHeader(NO_TAMPER, 'Mcp-Name', 'second'), line(NO_TAMPER, 'Mcp-Name'));
    expect(draw(tamper).slice(3)).toEqual(['dropped|Mcp-Name: whoami', 'added|Mcp-Name: second']);
  });

  it('gives every line a key of its own', () => {
    const tamper = addHeader(
      duplicateHeader(dropHeader(NO_TAMPER, line(NO_TAMPER, 'Host')), line(NO_TAMPER, 'Accept')),
      'accept',
      'q',
    );
    const keys = linesOf(tamper).map((own) => own.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('_meta and body tampering', () => {
  it('sets, drops and restores a key; the last one wins', () => {
    const set = setMeta(NO_TAMPER, 'progressToken', null);
    expect(set.meta).toEqual({ progressToken: null });
    const dropped = dropMeta(set, 'progressToken');
    expect(dropped).toMatchObject({ meta: {}, dropMeta: ['progressToken'] });
    expect(dropMeta(dropped, 'progressToken')).toEqual(dropped);
    expect(setMeta(dropped, 'progressToken', 1)).toEqual({
      headers: [],
      meta: { progressToken: 1 },
      dropMeta: [],
    });
    expect(undoMeta(dropped, 'progressToken')).toEqual(NO_TAMPER);
  });

  it('counts every departure', () => {
    const tamper = replaceBody(dropMeta(setMeta(addHeader(NO_TAMPER, 'X', '1'), 'a', 1), 'b'), '');
    expect(tamperCount(tamper)).toBe(4);
    expect(tamperCount(replaceBody(tamper, undefined))).toBe(3);
    expect('body' in replaceBody(tamper, undefined)).toBe(false);
  });
});
