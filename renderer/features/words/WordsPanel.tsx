import { TitlesCard } from '../titles/TitlesCard.tsx';
import { CaptionsCard } from './CaptionsCard.tsx';
import { SpokenCard } from './SpokenCard.tsx';

/** Everything that is written: what is said, and what is shown while it is said. */
export function WordsPanel() {
  return (
    <>
      <SpokenCard />
      <CaptionsCard />
      <TitlesCard />
    </>
  );
}
