import { useProject } from '../../stores/project.ts';
import { SHAPES, withCrop, withShape, type CropChoice, type Shape } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { LookIcon } from '../../ui/icons.tsx';
import { PlacementControls } from '../placement/PlacementControls.tsx';
import { BackgroundChoice } from './BackgroundChoice.tsx';
import { MotionSliders } from './MotionSliders.tsx';

/** Width and height of the drawn outline of each shape, in a 24 x 24 field. */
const OUTLINES = {
  '1:1': [16, 16],
  '9:16': [11, 20],
  '16:9': [20, 11],
  '4:5': [14.4, 18],
} as const satisfies Record<Shape, readonly [number, number]>;

const CROPS = ['auto', 'widest'] as const satisfies readonly CropChoice[];

function ShapeFace({ shape, name }: { shape: Shape; name: string }) {
  const [width, height] = OUTLINES[shape];
  return (
    <>
      <svg
        viewBox="0 0 24 24"
        width="24"
        height="24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        aria-hidden="true"
      >
        <rect x={(24 - width) / 2} y={(24 - height) / 2} width={width} height={height} rx="2" />
      </svg>
      <span className="choice-name">{name}</span>
      <span className="choice-ratio numbers">{shape}</span>
    </>
  );
}

/** What the video looks like: shape, background, and how lively it is. */
export function LookCard() {
  const { words } = useText();
  const shape = useProject(({ document }) => document.shape);
  const crop = useProject(({ document }) => document.crop);
  const edit = useProject((store) => store.edit);

  return (
    <Card id="look-card" title={words.look.title} icon={<LookIcon />}>
      <Choices
        legend={words.look.shape}
        look="tiles"
        value={shape}
        onChoose={(value) => edit((document) => withShape(document, value))}
        choices={SHAPES.map((value) => ({
          value,
          label: `${words.look.shapes[value]} ${value}`,
          content: <ShapeFace shape={value} name={words.look.shapes[value]} />,
        }))}
      />
      <Choices
        legend={words.look.crop}
        look="bar"
        value={crop}
        onChoose={(value) => edit((document) => withCrop(document, value))}
        choices={CROPS.map((value) => ({
          value,
          label: words.look.crops[value],
          hint: words.look.cropHints[value],
        }))}
      />
      <BackgroundChoice />
      <PlacementControls />
      <MotionSliders />
    </Card>
  );
}
