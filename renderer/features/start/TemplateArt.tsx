import { SHAPE_SIZES } from '../../../shared/framing/shapes.ts';
import type { ProjectTemplate } from '../../../shared/project/templateSchema.ts';
import { SceneArt } from './SceneArt.tsx';

/** All templates are shown alike in a list; the shape of a frame is for later. */
const CARD_SIZE = { widthPx: 640, heightPx: 320 } as const;

export interface TemplateArtProps {
  readonly template: Pick<ProjectTemplate, 'background' | 'shape'>;
  /** Drawn for the shape of its video instead of for a card. */
  readonly asFrame?: boolean;
}

/** What lies behind the person in projects of a template; decoration only. */
export function TemplateArt({ template, asFrame = false }: TemplateArtProps) {
  const { background, shape } = template;
  const size = asFrame ? SHAPE_SIZES[shape] : CARD_SIZE;
  switch (background.kind) {
    case 'scene':
      return <SceneArt scene={background.scene} {...size} />;
    case 'color':
      return <span className="scene-art" style={{ backgroundColor: background.color }} />;
    case 'gradient': {
      const { angleDeg, from, to } = background.gradient;
      return (
        <span
          className="scene-art"
          style={{ backgroundImage: `linear-gradient(${angleDeg}deg, ${from}, ${to})` }}
        />
      );
    }
    case 'none':
      return <span className="scene-art scene-art-none" />;
  }
}
