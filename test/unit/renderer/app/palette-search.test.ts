import { expect, it } from 'vitest';
import { createCommandRegistry } from '../../../../renderer/app/command-registry.ts';
import { searchCommands } from '../../../../renderer/app/palette-search.ts';
import type { AppCommand } from '../../../../renderer/ui/app-context.ts';

const command = (title: string, group = 'List'): AppCommand => ({
  id: title,
  title,
  group,
  run: () => undefined,
});
const all = [
  command('Pause the list'),
  command('Resend', 'Exchange'),
  command('Edit and resend', 'Exchange'),
  command('New recording'),
];
const titles = (typed: string): string[] => searchCommands(all, typed).map(({ title }) => title);

it('puts beginnings first, then words, then letters in order, then groups', () => {
  expect(titles('re')).toEqual(['Resend', 'Edit and resend', 'New recording']);
  expect(titles('nrec')).toEqual(['New recording']);
  expect(titles('exchange')).toEqual(['Resend', 'Edit and resend']);
  expect(titles('zzz')).toEqual([]);
  expect(titles('  ')).toHaveLength(4);
});

it('takes away exactly what was added', () => {
  const registry = createCommandRegistry();
  const remove = registry.add([command('One')]);
  registry.add([command('One'), command('Two')]);
  remove();
  remove();
  expect(registry.getState().commands.map(({ title }) => title)).toEqual(['One', 'Two']);
});
