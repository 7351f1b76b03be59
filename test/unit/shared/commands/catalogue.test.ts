import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, commandInfo, type CommandInfo, MENUS } from '../../../../shared/commands/catalogue.ts';

const ALL: readonly CommandInfo[] = CATALOGUE;

describe('the list of commands', () => {
  it('has each id once, and finds it', () => {
    const ids = ALL.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(commandInfo('app.palette').title).toBe('All commands');
    expect(commandInfo('no.such')).toBeUndefined();
    expect(commandInfo('constructor')).toBeUndefined();
  });

  it('has every menu filled, and the parts of each in order', () => {
    for (const menu of MENUS) {
      const parts = ALL.flatMap((info) => (info.menu?.[0] === menu ? [info.menu[1]] : []));
      // Edit is made of the system's own entries.
      if (menu !== 'Edit') expect(parts.length, menu).toBeGreaterThan(0);
      expect(parts, menu).toEqual([...parts].sort((a, b) => a - b));
    }
  });

  it('gives no key to two commands', () => {
    const keys = ALL.flatMap((info) => info.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is carried out: each command of the page has its place in the screens', () => {
    const renderer = fileURLToPath(new URL('../../../../renderer', import.meta.url));
    const text = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(join(renderer, file), 'utf8'))
      .join('\n');
    const families = /^(screen|colours)\./;
    const absent = ALL.filter(({ id, by }) => by !== 'main' && !families.test(id)).filter(
      ({ id }) => !text.includes(`'${id}'`),
    );
    expect(absent.map(({ id }) => id)).toEqual([]);
  });
});
