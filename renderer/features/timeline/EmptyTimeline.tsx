import { useText } from '../../text/useText.ts';

/** Before there is a voice: what will be here, as a picture and in two sentences. */
export function EmptyTimeline() {
  const { words } = useText();
  return (
    <div className="tl-empty">
      <svg className="tl-empty-picture" viewBox="0 0 320 64" aria-hidden="true">
        <path className="tl-empty-ground" d="M8 14h120v36H8zM150 14h76v36h-76zM244 14h68v36h-68z" />
        <path
          className="tl-empty-own"
          d="M14 38c14-14 22-18 34-8s20 10 30 0 24-10 44 4M156 36c12-10 20-14 32-6s18 6 32-4M250 34c12-8 22-8 32 0s16 6 24 2"
        />
        <path
          className="tl-empty-curve"
          d="M14 34c14-18 22-22 34-10s20 12 30-2 24-14 44-6M156 32c12-14 20-18 32-8s18 4 32-10M250 28c12-10 22-10 32 0s16 2 24-8"
        />
      </svg>
      <div>
        <p className="tl-empty-title">{words.timeline.emptyTitle}</p>
        <p className="tl-empty-text">{words.timeline.emptyText}</p>
      </div>
    </div>
  );
}
