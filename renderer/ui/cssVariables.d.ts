import 'react';

declare module 'react' {
  /** Custom properties in `style`. */
  interface CSSProperties {
    readonly [variable: `--${string}`]: string | number | undefined;
  }
}
