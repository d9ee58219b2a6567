import { useState } from 'react';

/** The player. It appears with its first picture: a black box with a spinner before that tells nobody anything. */
export function ResultVideo({ url, label, ratio }: { url: string; label: string; ratio: number }) {
  const [ready, setReady] = useState(false);
  const appear = (): void => setReady(true);

  return (
    <video
      className="frame result-video"
      data-ready={ready || undefined}
      src={url}
      controls
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
