import { useEffect, useState } from 'react';
import { loadPicture } from '../../ui/loadPicture.ts';

/** Loads a picture; null while there is none. */
export function usePicture(url: string | null): HTMLImageElement | null {
  const [loaded, setLoaded] = useState<{ readonly url: string; readonly picture: HTMLImageElement } | null>(
    null,
  );
  useEffect(() => {
    if (url === null) return undefined;
    let isCurrent = true;
    loadPicture(url)
      .then((picture) => {
        if (isCurrent) setLoaded({ url, picture });
      })
      // Pictures that are older than those the program keeps are gone; a newer one is on its way.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [url]);
  return loaded && loaded.url === url ? loaded.picture : null;
}
