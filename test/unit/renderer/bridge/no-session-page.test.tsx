import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NoSessionPage } from '../../../../renderer/bridge/no-session-page.tsx';
import { sessionProblem } from '../../../../renderer/bridge/web-session.ts';

describe('NoSessionPage', () => {
  it.each(['no-address', 'code-used', 'code-wrong', 'ended', 'unreachable'] as const)(
    'says what happened and what to do: %s',
    (reason) => {
      const problem = sessionProblem(reason);
      const html = renderToStaticMarkup(<NoSessionPage problem={problem} onRetry={() => undefined} />);
      expect(html).toContain(`<h1>${problem.title}</h1>`);
      expect(html).toContain('role="alert"');
      expect(html).toContain(problem.message.slice(0, 30));
      expect(html.includes('Try again')).toBe(problem.retry);
      expect(problem.message).toMatch(/address/);
    },
  );
});
