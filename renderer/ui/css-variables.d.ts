import 'react';

declare module 'react' {
  // React's own way to allow custom properties in `style`: they are part of CSS, but not of its type.
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
