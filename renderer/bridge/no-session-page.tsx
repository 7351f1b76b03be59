import { useEffect } from 'react';
import styles from './no-session-page.module.css';
import type { SessionProblem } from './web-session.ts';

interface NoSessionPageProps {
  readonly problem: SessionProblem;
  /** Loads the page again. */
  readonly onRetry: () => void;
}

/** The whole page while it may not talk to the engine: what happened and what to do. */
export function NoSessionPage({ problem, onRetry }: NoSessionPageProps) {
  useEffect(() => {
    // A new address differs from this one in its fragment only: a browser does not load the page again for that.
    globalThis.addEventListener('hashchange', onRetry);
    return () => {
      globalThis.removeEventListener('hashchange', onRetry);
    };
  }, [onRetry]);
  return (
    <main className={styles.page} data-session-problem={problem.reason}>
      <h1>{problem.title}</h1>
      <p className={styles.text} role="alert">
        {problem.message}
      </p>
      {problem.retry && (
        <button type="button" className={styles.retry} onClick={onRetry}>
          Try again
        </button>
      )}
    </main>
  );
}
