import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { PANELS, useView, type PanelName } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { LookIcon, PhotoIcon } from '../../ui/icons.tsx';
import { ExpressionPanel } from '../expression/ExpressionPanel.tsx';
import { ExpressionIcon } from '../expression/icons.tsx';
import { MusicIcon } from '../exports/icons.tsx';
import { MusicCard } from '../music/MusicCard.tsx';
import { LookCard } from '../look/LookCard.tsx';
import { PhotoCard } from '../photo/PhotoCard.tsx';
import { WordsIcon } from '../voice/icons.tsx';
import { VoiceColourCard } from '../people/VoiceColourCard.tsx';
import { VoiceCard } from '../voice/VoiceCard.tsx';
import { WordsPanel } from '../words/WordsPanel.tsx';

/** What each panel holds, and its icon on the rail. */
const CONTENT: Readonly<Record<PanelName, { readonly icon: ReactNode; readonly cards: ReactNode }>> = {
  materials: {
    icon: <PhotoIcon />,
    cards: (
      <>
        <PhotoCard />
        <VoiceCard />
        <VoiceColourCard />
      </>
    ),
  },
  words: { icon: <WordsIcon />, cards: <WordsPanel /> },
  expression: { icon: <ExpressionIcon />, cards: <ExpressionPanel /> },
  look: { icon: <LookIcon />, cards: <LookCard /> },
  music: { icon: <MusicIcon />, cards: <MusicCard /> },
};

const tabId = (name: PanelName): string => `panel-tab-${name}`;

/** A rail of steps, and the cards of the chosen one. Tabs as the ARIA Authoring Practices describe them. */
export function SidePanel() {
  const { words } = useText();
  const panel = useView((store) => store.panel);
  const setPanel = useView((store) => store.setPanel);
  const rail = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const leap = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const index =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? PANELS.length - 1
          : leap === undefined
            ? null
            : (PANELS.indexOf(panel) + leap + PANELS.length) % PANELS.length;
    if (index === null) return;
    event.preventDefault();
    const next = PANELS[index];
    setPanel(next);
    rail.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  }

  return (
    <div className="side">
      <div
        className="rail"
        role="tablist"
        aria-orientation="vertical"
        aria-label={words.panels.label}
        ref={rail}
        onKeyDown={onKeyDown}
      >
        {PANELS.map((name) => (
          <button
            key={name}
            id={tabId(name)}
            type="button"
            role="tab"
            className="rail-tab"
            aria-selected={name === panel}
            aria-controls="side-panel"
            tabIndex={name === panel ? 0 : -1}
            onClick={() => setPanel(name)}
          >
            {CONTENT[name].icon}
            {words.panels.names[name]}
          </button>
        ))}
      </div>
      <div
        // Each begins at its top, however far another was scrolled.
        key={panel}
        className="shell-cards"
        data-tour={panel}
        id="side-panel"
        role="tabpanel"
        aria-labelledby={tabId(panel)}
      >
        {CONTENT[panel].cards}
      </div>
    </div>
  );
}
