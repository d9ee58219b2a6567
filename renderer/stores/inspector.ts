import { create } from 'zustand';

/** What the inspector lays over the photo. */
export const LAYERS = ['persons', 'faces', 'edge'] as const;
export type Layer = (typeof LAYERS)[number];

interface InspectorStore {
  readonly shown: Readonly<Record<Layer, boolean>>;
  readonly toggle: (layer: Layer) => void;
}

/** How the inspector looks: never saved. */
export const useInspector = create<InspectorStore>((set) => ({
  shown: { persons: true, faces: true, edge: true },
  toggle: (layer) => set(({ shown }) => ({ shown: { ...shown, [layer]: !shown[layer] } })),
}));
