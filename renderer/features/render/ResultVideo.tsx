import { useState } from 'react';

/**
 * The player. It appears with its first picture, and its controls with it: before that they are a spinner on a black
 * box, and the spinner goes on turning for a while over the picture.
 */
export function ResultVideo({ url, label, ratio }: { url: string; label: string; ratio: number }) {
  const [ready, setReady] = useState(false);
  const appear = (): void => setReady(true);

  return (
    <video
      className="frame result-video"
      data-ready={ready || undefined}
      src={url}
      controls={ready}
      playsInline
      disablePictureInPicture
      controlsList="nodownload noremoteplayback"
      aria-label={label}
      style={{ '--ratio': ratio }}
      onLoadedData={appear}
      onError={appear}
    />
  );
}
