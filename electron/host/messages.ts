import type { ErrorReport } from '../../shared/errors.ts';
import type { RenderProgress, RenderReport, RenderRequest } from '../../shared/contract/render.ts';
import type { PhotoInspection, VoiceAnalysis } from '../../shared/contract/media.ts';

/** What the engine's process or thread is told once, at its start. All folders absolute. */
export interface EngineStart {
  readonly folders: { readonly home: string; readonly cache: string; readonly models: string };
}

/** A picture encoded for display; the bytes move, they are not copied. */
export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/webp';
}

/** What inspecting a photo yields, before the pictures have addresses. */
export interface InspectedPhoto extends Omit<PhotoInspection, 'previewUrl' | 'cutoutUrl'> {
  readonly preview: EncodedPicture;
  readonly cutout: EncodedPicture | null;
}

/** Everything the engine can be asked to do, with what it answers. */
export interface EngineTasks {
  readonly render: { readonly input: RenderRequest; readonly output: RenderReport };
  readonly inspectPhoto: { readonly input: { readonly path: string }; readonly output: InspectedPhoto };
  readonly analyzeVoice: { readonly input: { readonly path: string }; readonly output: VoiceAnalysis };
}
export type EngineTaskName = keyof EngineTasks;
export type TaskInput<Name extends EngineTaskName> = EngineTasks[Name]['input'];
export type TaskOutput<Name extends EngineTaskName> = EngineTasks[Name]['output'];

/** A task as it travels: its name and its own input belong together. */
export type EngineTask = {
  [Name in EngineTaskName]: { readonly name: Name; readonly input: TaskInput<Name> };
}[EngineTaskName];

/** To the engine. */
export type ToEngine =
  | { readonly type: 'start'; readonly id: number; readonly task: EngineTask }
  | { readonly type: 'cancel'; readonly id: number };

/** From the engine. Every started id ends with exactly one `done` or `failed`. */
export type FromEngine =
  | { readonly type: 'progress'; readonly id: number; readonly progress: RenderProgress }
  | { readonly type: 'log'; readonly id: number; readonly level: 'info' | 'warn'; readonly line: string }
  | { readonly type: 'done'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorReport };
