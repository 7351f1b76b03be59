import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { copyText } from '../ui/copy-text.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './error-boundary.module.css';

interface ErrorBoundaryProps {
  /** What failed, for the sentence: "The Traffic screen". */
  readonly what: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | undefined;
}

/** Catches what a screen throws (React has logged it by then): the rest of the window goes on, and the user can try again or report it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const details = error.stack ?? error.message;
    return (
      <section className={styles.fault} role="alert">
        <h2 className={styles.title}>
          <MeaningMark meaning="fault" size={16} /> {this.props.what} stopped because of a mistake in
          Hopscope.
        </h2>
        <p className={styles.text}>
          Nothing recorded is lost: the engine goes on. Try again; if it comes back, report it with the
          details below.
        </p>
        <div className={styles.buttons}>
          <Button
            variant="filled"
            onClick={() => {
              this.setState({ error: undefined });
            }}
          >
            Try again
          </Button>
          <Button onClick={() => void copyText(details)}>Copy details</Button>
          <Button
            onClick={() => {
              globalThis.location.reload();
            }}
          >
            Load the window again
          </Button>
        </div>
        <pre className={styles.details}>{details}</pre>
      </section>
    );
  }
}
