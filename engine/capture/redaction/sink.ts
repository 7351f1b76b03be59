import type { SecretKind } from '../../../shared/model/redaction.ts';
import type { TextView } from './text-view.ts';

/** Where something stands, for a person; asked only when it matters. */
export type Place = () => string;

export interface ScanOptions {
  /** Ranges of the view's text that mean nothing to a client, in order: only what is known already is replaced there. */
  readonly opaque?: readonly (readonly [from: number, to: number])[];
  /** The text may have been cut within a secret. */
  readonly cut?: boolean;
}

/** Hears of everything in a text that is, or may be, a secret: once to learn, once to replace. */
export interface Sink {
  /** These characters are a secret because of where they stand. `spread`: wherever they stand. */
  secret(view: TextView, from: number, to: number, kind: SecretKind, place: Place, spread?: boolean): void;
  /** Another value that is a secret wherever it stands, such as the password within Basic. */
  also(value: string, kind: SecretKind): void;
  /** A value as a whole: a JSON string or number, a header, a query value. */
  whole(view: TextView, place: Place): void;
  /** A text in which secrets may stand anywhere. Each text is given once, and once more where it is decoded. */
  scan(view: TextView, place: Place, options?: ScanOptions): void;
  /** A text within, in an encoding that keeps the length. `encode` must undo what made `decoded`. */
  recoded(
    view: TextView,
    from: number,
    to: number,
    decoded: string,
    encode: (text: string) => string,
    walk: (inner: TextView, sink: Sink) => void,
  ): void;
}
