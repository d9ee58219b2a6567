import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import {
  BACKGROUND_COLORS,
  BACKGROUND_KINDS,
  withBackground,
  type BackgroundKind,
} from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { GradientChoice } from './GradientChoice.tsx';
import { SceneChoice } from './SceneChoice.tsx';

/** What stands behind the person. */
export function BackgroundChoice() {
  const { words } = useText();
  const { materials } = useSession();
  const { kind, color, picture } = useProject(({ document }) => document.background);
  const edit = useProject((store) => store.edit);
  const text = words.look;

  const chooseKind = (value: BackgroundKind): void => {
    edit((document) => withBackground(document, { kind: value }));
    if (value === 'picture' && !picture) void materials.choosePicture();
  };
  const chooseColor = (value: string): void => edit((document) => withBackground(document, { color: value }));

  return (
    <div className="background">
      <Choices
        legend={text.background}
        look="bar"
        value={kind}
        onChoose={chooseKind}
        choices={BACKGROUND_KINDS.map((value) => ({ value, label: text.backgrounds[value] }))}
      />
      {kind === 'color' && (
        <div className="background-colors">
          <Choices
            legend={text.color}
            hideLegend
            look="dots"
            value={color}
            onChoose={chooseColor}
            choices={BACKGROUND_COLORS.map((value, index) => ({
              value,
              label: text.colors[index] ?? value,
              content: <span className="color-dot" style={{ backgroundColor: value }} />,
            }))}
          />
          <label className="color-own" title={text.ownColor}>
            <input
              type="color"
              value={color}
              aria-label={text.ownColor}
              onChange={({ target }) => chooseColor(target.value)}
            />
          </label>
        </div>
      )}
      {kind === 'gradient' && <GradientChoice />}
      {kind === 'scene' && <SceneChoice />}
      {kind === 'picture' && (
        <div className="background-picture">
          {picture && <img className="background-thumb" src={picture.url} alt="" draggable={false} />}
          {picture && (
            <span className="material-name" dir="auto" title={picture.name}>
              {picture.name}
            </span>
          )}
          <button type="button" className="button-plain" onClick={() => void materials.choosePicture()}>
            {picture ? text.changePicture : text.choosePicture}
          </button>
        </div>
      )}
    </div>
  );
}
