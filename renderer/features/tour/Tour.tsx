import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useProject } from '../../stores/project.ts';
import { TOUR_SCENES, TOUR_STOPS, useTour, type TourStop } from '../../stores/tour.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { placeBeside, type Box } from './placeBeside.ts';

/** The tour through the window, while one is under way. */
export function Tour() {
  const stop = useTour((store) => store.stop);
  useEnd();
  return stop && <TourCard key={stop} stop={stop} />;
}

/** Whoever makes a video, or begins anew, has seen enough: the card would lie over what comes. */
function useEnd(): void {
  const show = useTour((store) => store.show);
  useEffect(() => {
    const stops = [
      useView.subscribe(({ stage }, before) => {
        if (stage === 'job' && before.stage !== 'job') show(null);
      }),
      useProject.subscribe(({ document }, before) => {
        if (!document.photo && before.document.photo) show(null);
      }),
    ];
    return () => {
      for (const end of stops) end();
    };
  }, [show]);
}

/** A card beside the part it speaks of, and a ring around that part. The window stays usable. */
function TourCard({ stop }: { stop: TourStop }) {
  const { words } = useText();
  const show = useTour((store) => store.show);
  const go = useTour((store) => store.go);
  const target = useBoxOf(stop);
  const card = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const text = words.tour;
  const { title, body } = text.stops[stop];
  const index = TOUR_STOPS.indexOf(stop);
  const isLast = index === TOUR_STOPS.length - 1;

  useEffect(() => {
    const { panel, stage } = TOUR_SCENES[stop];
    if (panel) useView.getState().setPanel(panel);
    if (stage) useView.getState().setStage(stage);
  }, [stop]);

  // What is not yet placed is hidden, and takes no focus.
  const isPlaced = place !== null;
  useEffect(() => {
    if (isPlaced) heading.current?.focus();
  }, [isPlaced]);

  useLayoutEffect(() => {
    if (!card.current || !target) return;
    const { width, height } = card.current.getBoundingClientRect();
    setPlace(
      placeBeside(target, { width, height }, { width: window.innerWidth, height: window.innerHeight }),
    );
  }, [target]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') show(null);
    else if (event.key === 'ArrowRight') go(1);
    else if (event.key === 'ArrowLeft' && index > 0) go(-1);
    else return;
    event.preventDefault();
  }

  return (
    <>
      {target && (
        <div
          className="tour-ring"
          style={{ left: target.left, top: target.top, width: target.width, height: target.height }}
        />
      )}
      <div
        className="tour-card"
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-body"
        ref={card}
        style={place ?? { left: 0, top: 0, visibility: 'hidden' }}
        onKeyDown={onKeyDown}
      >
        <p className="tour-count numbers">{text.count(index + 1, TOUR_STOPS.length)}</p>
        <h2 className="tour-title" id="tour-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p className="tour-body" id="tour-body">
          {body}
        </p>
        <div className="tour-buttons">
          {!isLast && (
            <button type="button" className="button-quiet" onClick={() => show(null)}>
              {text.skip}
            </button>
          )}
          {index > 0 && (
            <button type="button" className="button-small" onClick={() => go(-1)}>
              {text.back}
            </button>
          )}
          <button type="button" className="button-small button-small-main tour-next" onClick={() => go(1)}>
            {isLast ? text.done : text.next}
          </button>
        </div>
      </div>
    </>
  );
}

/** The box of the part a stop speaks of, kept up as the window changes; the whole window where the part is not there. */
function useBoxOf(stop: TourStop): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    let frame = 0;
    let known = '';
    let isInSight = false;
    const look = (): void => {
      const found = document.querySelector(`[data-tour="${stop}"]`);
      // In a small window the page scrolls.
      if (found && !isInSight) found.scrollIntoView({ block: 'nearest' });
      isInSight ||= found !== null;
      const part = found ?? document.body;
      const { left, top, width, height } = part.getBoundingClientRect();
      const now = [left, top, width, height, window.innerWidth, window.innerHeight].join();
      if (now !== known) setBox({ left, top, width, height });
      known = now;
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [stop]);
  return box;
}
