import { useProject } from '../../stores/project.ts';
import { withBackground, type Gradient } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { gradientCss, GRADIENTS, isSameGradient } from './gradients.ts';

/** One to choose, or two colours and a direction of one's own. */
export function GradientChoice() {
  const { words } = useText();
  const gradient = useProject(({ document }) => document.background.gradient);
  const edit = useProject((store) => store.edit);
  const text = words.picture.gradient;

  const change = (part: Partial<Gradient>): void =>
    edit((document) => withBackground(document, { gradient: { ...document.background.gradient, ...part } }), {
      merge: 'gradient',
    });
  const chosen = GRADIENTS.findIndex((one) => isSameGradient(one, gradient));

  return (
    <div className="gradient">
      <Choices
        legend={text.legend}
        hideLegend
        look="dots"
        value={String(chosen)}
        onChoose={(index) =>
          edit((document) => withBackground(document, { gradient: GRADIENTS[Number(index)] }))
        }
        choices={GRADIENTS.map((one, index) => ({
          value: String(index),
          label: text.names[index] ?? gradientCss(one),
          content: <span className="color-dot" style={{ backgroundImage: gradientCss(one) }} />,
        }))}
      />
      <div className="gradient-ends">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="gradient-end">
            <input
              type="color"
              value={gradient[end]}
              onChange={({ target }) => change({ [end]: target.value })}
            />
            {text[end]}
          </label>
        ))}
      </div>
      <Slider
        label={text.direction}
        min={0}
        max={359}
        step={1}
        value={gradient.angleDeg}
        shown={text.degrees(gradient.angleDeg)}
        onChange={(angleDeg) => change({ angleDeg })}
      />
    </div>
  );
}
