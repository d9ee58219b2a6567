import type { ReactNode } from 'react';
import { useSession } from '../../session/session.ts';
import { useClips } from '../../stores/clips.ts';
import { usePlayback } from '../../stores/playback.ts';
import { useProject } from '../../stores/project.ts';
import { TIMELINE_TOOLS, useTimeline, type TimelineTool } from '../../stores/timeline.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { ChevronIcon, FitIcon, MinusIcon, PlusIcon, RedoIcon, UndoIcon } from '../../ui/icons.tsx';
import {
  EnergyIcon,
  EraserIcon,
  PartialsIcon,
  PencilIcon,
  PointsIcon,
  ScissorsIcon,
  SelectIcon,
  SnapIcon,
} from './icons.tsx';
import { splitAtPlayhead } from './clipActions.ts';
import { withScene } from './currentScene.ts';
import { showAll, zoomBy, ZOOM_STEP } from './timelineActions.ts';

const TOOL_ICONS: Readonly<Record<TimelineTool, ReactNode>> = {
  select: <SelectIcon />,
  pencil: <PencilIcon />,
  points: <PointsIcon />,
  eraser: <EraserIcon />,
};

/** Tools, switches and zoom over the lanes. */
export function TimelineBar() {
  const { words } = useText();
  const open = useTimeline((store) => store.open);
  const ready = useTimeline((store) => store.measured !== null);
  const hasVoice = useProject(({ document }) => document.voice !== null);
  const text = words.timeline;
  const label = open ? text.hide : text.show;

  return (
    <div className="tl-bar">
      <button
        type="button"
        className="button-icon tl-fold"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => useTimeline.setState({ open: !open })}
      >
        <ChevronIcon />
      </button>
      <h2 className="tl-title">{text.label}</h2>
      {open && ready && hasVoice && (
        <>
          <Tools />
          <Steps />
          <Split />
          <Switches />
          <Zoom />
        </>
      )}
    </div>
  );
}

function Tools() {
  const { words } = useText();
  const tool = useTimeline((store) => store.tool);
  const { tools, toolHints, toolsLabel } = words.timeline;
  return (
    <div className="tl-tools">
      <Choices
        legend={toolsLabel}
        hideLegend
        look="bar"
        value={tool}
        onChoose={(chosen) => useTimeline.setState({ tool: chosen, point: null })}
        choices={TIMELINE_TOOLS.map((value) => ({
          value,
          label: tools[value],
          hint: toolHints[value],
          content: (
            <>
              {TOOL_ICONS[value]}
              <span className="tl-tool-name">{tools[value]}</span>
            </>
          ),
        }))}
      />
    </div>
  );
}

function Steps() {
  const { words } = useText();
  const { steps } = useSession();
  const isArranging = useClips((store) => store.wanted !== null);
  const canUndo = useProject(({ past }) => past.length > 0) || isArranging;
  const canRedo = useProject(({ future }) => future.length > 0) && !isArranging;
  const { undo, redo } = words.timeline;
  return (
    <div className="tl-group">
      <IconButton label={undo} disabled={!canUndo} onClick={() => steps.go('undo')}>
        <UndoIcon />
      </IconButton>
      <IconButton label={redo} disabled={!canRedo} onClick={() => steps.go('redo')}>
        <RedoIcon />
      </IconButton>
    </div>
  );
}

function Split() {
  const { words } = useText();
  const isHeard = usePlayback((store) => store.durationSec > 0);
  const { split, splitHint } = words.timeline;
  return (
    <div className="tl-group">
      <IconButton label={split} hint={splitHint} disabled={!isHeard} onClick={withScene(splitAtPlayhead)}>
        <ScissorsIcon />
      </IconButton>
    </div>
  );
}

function Switches() {
  const { words } = useText();
  const snap = useTimeline((store) => store.snap);
  const spectrogram = useTimeline((store) => store.spectrogram);
  const energy = useTimeline((store) => store.energy);
  const text = words.timeline;
  return (
    <div className="tl-group">
      <IconButton
        label={text.snap}
        hint={text.snapHint}
        pressed={snap}
        onClick={() => useTimeline.setState({ snap: !snap })}
      >
        <SnapIcon />
      </IconButton>
      <IconButton
        label={text.spectrogram}
        hint={text.spectrogramHint}
        pressed={spectrogram}
        onClick={() => useTimeline.setState({ spectrogram: !spectrogram })}
      >
        <PartialsIcon />
      </IconButton>
      <IconButton
        label={text.energy}
        hint={text.energyHint}
        pressed={energy}
        onClick={() => useTimeline.setState({ energy: !energy })}
      >
        <EnergyIcon />
      </IconButton>
    </div>
  );
}

function Zoom() {
  const { words } = useText();
  const text = words.timeline;
  const zoom = (factor: number): void => withScene((scene) => zoomBy(scene, factor))();
  return (
    <div className="tl-group tl-zoom" role="group" aria-label={text.zoom}>
      <IconButton label={text.zoomOut} onClick={() => zoom(1 / ZOOM_STEP)}>
        <MinusIcon />
      </IconButton>
      <IconButton label={text.fit} onClick={showAll}>
        <FitIcon />
      </IconButton>
      <IconButton label={text.zoomIn} onClick={() => zoom(ZOOM_STEP)}>
        <PlusIcon />
      </IconButton>
    </div>
  );
}

/** A button with an icon alone; `pressed` makes it a switch. */
export function IconButton(props: {
  readonly label: string;
  readonly hint?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  const { label, hint, pressed, disabled = false, onClick, children } = props;
  return (
    <button
      type="button"
      className="tl-button"
      aria-label={label}
      aria-pressed={pressed}
      aria-description={hint}
      title={hint === undefined ? label : `${label}: ${hint}`}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
