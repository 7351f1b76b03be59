import { Fragment } from 'react';

/** A path or a method that breaks between its parts rather than within them. */
export function InParts({ text }: { readonly text: string }) {
  return text.split(/(?<=[./])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
