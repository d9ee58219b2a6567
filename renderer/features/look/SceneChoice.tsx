import { SCENE_IDS, type SceneId } from '../../../shared/scenes/sceneIds.ts';
import { useProject } from '../../stores/project.ts';
import { SHAPE_SIZES, withBackground } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { useSceneDraft } from '../stage/useDrawn.ts';

function SceneThumb({
  id,
  widthPx,
  heightPx,
}: {
  readonly id: SceneId;
  readonly widthPx: number;
  readonly heightPx: number;
}) {
  const url = useSceneDraft({ id, widthPx, heightPx });
  const { words } = useText();
  return (
    <>
      <span className="scene-thumb" style={{ '--ratio': widthPx / heightPx }}>
        {url !== null && <img src={url} alt="" draggable={false} />}
      </span>
      <span className="scene-name">{words.picture.scenes[id].name}</span>
    </>
  );
}

/** The festive scenes, as they look in the chosen shape. */
export function SceneChoice() {
  const { words } = useText();
  const scene = useProject(({ document }) => document.background.scene);
  const size = useProject(({ document }) => SHAPE_SIZES[document.shape]);
  const edit = useProject((store) => store.edit);

  return (
    <div className="scenes">
      <Choices
        legend={words.picture.scenesLegend}
        hideLegend
        look="tiles"
        value={scene}
        onChoose={(id) => edit((document) => withBackground(document, { scene: id }))}
        choices={SCENE_IDS.map((id) => ({
          value: id,
          label: words.picture.scenes[id].name,
          hint: words.picture.scenes[id].alt,
          content: <SceneThumb id={id} {...size} />,
        }))}
      />
    </div>
  );
}
