import { expect, it } from 'vitest';
import { looksOf } from '../../../../renderer/tasks/instance-looks.ts';
import { identitiesOf } from '../../../../renderer/ui/instance-identity.ts';

it('has the workspace’s instances as everywhere, and others in the colours that follow, by the recording’s names', () => {
  const known = identitiesOf([{ id: 'a' }, { id: 'b' }]);
  const looks = looksOf(
    [
      { id: 'x', name: 'far' },
      { id: 'b', name: 'as it was called' },
      { id: 'y', name: 'further' },
    ],
    known,
    (id) => (id === 'b' ? 'beta' : undefined),
  );
  expect([...looks].map(([id, { name, identity }]) => [id, name, identity.letter])).toEqual([
    ['x', 'far', 'C'],
    ['b', 'beta', 'B'],
    ['y', 'further', 'D'],
  ]);
  expect(looks.get('b')?.identity).toBe(known.get('b'));
});
