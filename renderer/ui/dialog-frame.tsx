import { useEffect, useId, useRef, type ReactNode, type RefObject } from 'react';
import styles from './dialog-frame.module.css';

interface DialogFrameProps {
  readonly title: string;
  /** A question that cannot wait. */
  readonly alert?: boolean;
  /** Id of the text that tells what it is about. */
  readonly describedBy?: string;
  /** px, where the window has them. */
  readonly width: number;
  /** Gets the focus; else the first that can have it. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Escape was pressed. */
  readonly onCancel: () => void;
  /** Buttons. */
  readonly foot: ReactNode;
  readonly children: ReactNode;
}

/** A question in front of everything else: the browser keeps the focus within it and gives it back at the end. */
export function DialogFrame(props: DialogFrameProps) {
  const { title, alert = false, describedBy, width, initialFocus, onCancel, foot, children } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    initialFocus?.current?.focus();
    return () => {
      element?.close();
    };
  }, [initialFocus]);
  return (
    <dialog
      ref={dialog}
      {...(alert && { role: 'alertdialog' })}
      className={styles.dialog}
      style={{ '--dialog-width': `${width}px` }}
      aria-labelledby={`${id}-title`}
      aria-describedby={describedBy}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      onKeyDown={(event) => {
        // The keys of the screen behind it rest.
        event.stopPropagation();
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <div className={styles.foot}>{foot}</div>
    </dialog>
  );
}
