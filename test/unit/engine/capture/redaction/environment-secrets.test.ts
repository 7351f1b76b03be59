import { expect, it } from 'vitest';
import { environmentSecrets } from '../../../../../engine/capture/redaction/environment-secrets.ts';

it('knows secrets of an environment by the names of their variables', () => {
  expect(
    environmentSecrets({
      GITHUB_TOKEN: 'a-token-of-github',
      DB_PASSWORD: 'correct horse',
      PATH: '/usr/local/bin:/usr/bin',
      API_KEY: 'short',
      ACCESS_TOKEN: undefined,
      NPM_TOKEN: '${NPM_TOKEN}',
      MAX_TOKENS: '100000000',
    }),
  ).toEqual(['a-token-of-github', 'correct horse']);
});
